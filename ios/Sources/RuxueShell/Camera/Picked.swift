import Foundation

/// What came of choosing a photo.
public enum Picked: Hashable, Sendable {
    /// A file; whatever it is, the core says what it thinks of it.
    case photo(Data)
    /// No photo is that large.
    case tooLarge
    /// Not to be had.
    case unreadable
    /// The student thought better of it.
    case cancelled

    /// The most that is taken, in bytes.
    public static let mostBytes = 64 << 20

    /// What was chosen, as the system loaded it.
    ///
    /// - Parameter file: nil where it could not.
    public init(_ file: Data?) {
        guard let file, !file.isEmpty else {
            self = .unreadable
            return
        }
        self = file.count > Self.mostBytes ? .tooLarge : .photo(file)
    }

    /// What to give to the core: of what is no photo nothing, so that the core says what to do. nil where nothing was chosen.
    public var file: Data? {
        switch self {
        case .photo(let file): file
        case .tooLarge, .unreadable: Data()
        case .cancelled: nil
        }
    }

    /// What to have the system give: a format that the core reads, as photos of phones that are no JPEG can be had as one; else
    /// whatever picture there is.
    ///
    /// - Parameter types: The type identifiers that what was chosen can be had as, the most faithful first.
    /// - Returns: The one to ask for; nil where there is none.
    public static func type(of types: [String]) -> String? {
        let readable = ["public.jpeg", "public.png", "org.webmproject.webp"]
        return readable.first(where: types.contains) ?? types.first
    }
}
