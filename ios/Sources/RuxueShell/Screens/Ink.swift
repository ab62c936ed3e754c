/// A colour by what it is for: one accent, three tones for what went well, what to mind and what is wrong.
public enum Ink: CaseIterable, Sendable {
    case background, surface, outline
    case text, textQuiet
    case accent, onAccent, accentSoft
    case good, goodSoft
    case mind, mindSoft
    case bad, badSoft
    /// On photos.
    case markGood, markQuiet, markMind, markBad, onMark
}

/// What the colours are: the same as on Android.
public enum Palette {
    /// The colour of an ink as `0xRRGGBB`.
    public static func rgb(_ ink: Ink, isNight: Bool) -> UInt32 {
        let (day, night) = pair(ink)
        return isNight ? night : day
    }

    private static func pair(_ ink: Ink) -> (day: UInt32, night: UInt32) {
        switch ink {
        case .background: (0xF4F6F9, 0x101317)
        case .surface: (0xFFFFFF, 0x1B1F25)
        case .outline: (0xC6CDD6, 0x414A55)
        case .text: (0x191C20, 0xE8EBEF)
        case .textQuiet: (0x535B65, 0xAAB3BD)
        case .accent: (0x1A5FB4, 0x8CBDFB)
        case .onAccent: (0xFFFFFF, 0x062A52)
        case .accentSoft: (0xE4EEFA, 0x1C2F47)
        case .good: (0x1B6E3C, 0x7FD49B)
        case .goodSoft: (0xE2F3E8, 0x17301F)
        case .mind: (0x7A4F00, 0xF1C36E)
        case .mindSoft: (0xFFF1D6, 0x35290F)
        case .bad: (0xB3261E, 0xFFB0A8)
        case .badSoft: (0xFCE8E6, 0x44201D)
        case .markGood: (0x35D07F, 0x35D07F)
        case .markQuiet: (0xFFFFFF, 0xFFFFFF)
        case .markMind: (0xFFB020, 0xFFB020)
        case .markBad: (0xFF6257, 0xFF6257)
        case .onMark: (0x101317, 0x101317)
        }
    }
}
