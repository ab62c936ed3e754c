/// How dark or light what lies over the camera's picture is, as shares of black or white. By day and night the same: a bright
/// screen would shine in the card.
public enum Shade {
    /// Black behind guidance: white text on it can be read whatever the picture shows.
    public static let scrim = 0.65
    /// Black around the outline.
    public static let outside = 0.55
    /// White of what lies where on a card.
    public static let hint = 0.7
    /// White of the ring around the shutter that is not full yet.
    public static let track = 0.4
    /// White of a shutter that is not to be pressed.
    public static let off = 0.25
}
