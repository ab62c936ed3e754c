import Foundation

/// The photos that a page shows: each is asked for once, kept in memory only, and gone with the page.
@MainActor public final class PhotoShelf {
    private let load: (PhotoPart) async -> Data?
    private var page: String?
    private var loads: [PhotoPart: Task<Data?, Never>] = [:]

    /// A shelf that is empty.
    ///
    /// - Parameter load: Gets a photo's file; none where there is no such photo.
    public init(load: @escaping (PhotoPart) async -> Data?) {
        self.load = load
    }

    /// Holds the photos of the page of this name from now on: those of another are let go of.
    public func turn(to page: String) {
        guard page != self.page else { return }
        self.page = page
        for load in loads.values { load.cancel() }
        loads = [:]
    }

    /// The file of a photo of the page.
    public func photo(_ part: PhotoPart) async -> Data? {
        if let begun = loads[part] { return await begun.value }
        let load = load
        let begun = Task { await load(part) }
        loads[part] = begun
        return await begun.value
    }
}
