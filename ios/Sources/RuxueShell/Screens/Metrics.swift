/// Space between and around things, in points: multiples of four.
public enum Space: Double, Sendable {
    case none = 0
    case tiny = 4
    case small = 8
    case medium = 16
    case large = 24
    case huge = 40
}

/// Lengths that are no space, in points.
public enum Metrics {
    /// The least a finger hits without looking.
    public static let touch = 44.0
    /// The least height of a button and of a field's box.
    public static let control = 52.0
    /// No wider than one reads with ease.
    public static let widest = 560.0
    /// A portrait on a wide screen is not to push everything else away.
    public static let highestPhoto = 420.0
    /// Height to width of a photo that is not there yet.
    public static let unknownPhoto = 0.7
    /// The disc of a large sign.
    public static let emblem = 72.0
    /// Round corners of cards, buttons and boxes.
    public static let round = 12.0
    /// A dot of the chances.
    public static let dot = 10.0
    /// The number that a finding has on its photo, from the middle.
    public static let badge = 11.0

    /// The size of what has this size where its longer side is at most `most`.
    public static func fitted(width: Double, height: Double, into most: Double) -> (width: Double, height: Double) {
        let scale = min(1, most / max(width, height))
        return (width * scale, height * scale)
    }
}
