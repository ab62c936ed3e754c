/// Width and height of a picture, in pixels.
public struct Extent: Hashable, Sendable {
    /// Pixels across.
    public let width: Int
    /// Pixels down.
    public let height: Int

    /// A size in pixels.
    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    var area: Int { width * height }

    /// Whether it shows the whole sensor, as 4:3 does, but for what rounding to whole blocks of pixels does.
    var isWhole: Bool {
        let longer = Double(max(width, height))
        return abs(longer / Double(min(width, height)) - 4 / 3) < 0.02
    }
}

/// The size of photos: the largest that shows the whole sensor, up to 12 MP. Larger ones only wait longer for the same verdict.
///
/// - Parameter sizes: What the camera can do.
/// - Returns: The one to take; nil where it can take no photos.
public func photoSize(_ sizes: [Extent]) -> Extent? {
    // As makers count: 4096 × 3072 still is 12 MP.
    let fitting = sizes.filter { $0.area <= 12_600_000 }
    let whole = fitting.filter(\.isWhole)
    return (whole.isEmpty ? fitting : whole).max { $0.area < $1.area } ?? sizes.min { $0.area < $1.area }
}
