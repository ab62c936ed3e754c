/// A picture that says how something is meant, by its name among SF Symbols. Every one is in iOS 16.
public enum Symbol: String, CaseIterable, Sendable {
    case back = "chevron.backward"
    case card = "person.text.rectangle"
    case check = "checkmark.circle"
    case clock = "clock"
    case close = "xmark"
    case cross = "xmark.circle"
    case eye = "eye"
    case eyeOff = "eye.slash"
    case forward = "chevron.forward"
    case info = "info.circle"
    case person = "person.crop.circle"
    case school = "graduationcap"
    case upDown = "chevron.up.chevron.down"
    case upload = "arrow.up.circle"
    case warning = "exclamationmark.triangle"
}

/// A symbol in its colour. The texts beside it say the same: VoiceOver passes over it.
public struct Sign: Hashable, Sendable {
    /// What it shows.
    public let symbol: Symbol
    /// Its colour.
    public let ink: Ink

    init(_ symbol: Symbol, _ ink: Ink) {
        self.symbol = symbol
        self.ink = ink
    }

    /// What it stands on where it is large: a disc in a paler colour.
    public var ground: Ink {
        switch ink {
        case .good: .goodSoft
        case .mind: .mindSoft
        case .bad: .badSoft
        default: .accentSoft
        }
    }
}

extension Sign {
    /// It went well.
    static let good = Sign(.check, .good)
    /// To be known.
    static let plain = Sign(.info, .accent)
    /// To be minded.
    static let mind = Sign(.warning, .mind)
    /// It failed.
    static let bad = Sign(.warning, .bad)
}
