import RuxueCore

/// What is to be known of a camera before it is opened.
public struct Lens: Hashable, Sendable {
    /// What a camera consists of, the best to take a card with first.
    ///
    /// One of several lenses changes over to the ultra-wide by itself where something is too near for the wide one, so a card
    /// comes out sharp from a hand's breadth away. Phones that have none of these have one wide lens.
    public enum Kind: CaseIterable, Hashable, Sendable {
        /// Ultra-wide, wide and telephoto.
        case triple
        /// Ultra-wide and wide.
        case dualWide
        /// Wide alone.
        case wide
    }

    /// Its name in the system.
    public let id: String
    /// What it consists of.
    public let kind: Kind
    /// Whether it looks away from the screen.
    public let isRear: Bool
    /// Millimetres from which on it is sharp; nil where that is not known.
    public let nearest: Int?
    /// Degrees that it sees across the picture's longer side at its zoom factor 1; nil where not known.
    public let field: Double?
    /// The zoom factors at which the next of its lenses takes over, in the order of ``Kind``.
    public let changesOver: [Double]
    /// The largest zoom factor.
    public let mostZoom: Double
    /// Whether there is a lamp beside it.
    public let hasLamp: Bool

    /// A way in which a camera gives pictures.
    public struct Format: Hashable, Sendable {
        /// The pictures' size.
        public let size: Extent
        /// Degrees across the longer side at zoom factor 1; 0 where not known.
        public let field: Double
        /// The largest zoom factor.
        public let mostZoom: Double

        /// What the system tells of it.
        public init(size: Extent, field: Double, mostZoom: Double) {
            self.size = size
            self.field = field
            self.mostZoom = mostZoom
        }
    }

    /// A camera as the system tells of it.
    ///
    /// - Parameters:
    ///   - id: Its name in the system.
    ///   - kind: What it consists of.
    ///   - isRear: Whether it looks away from the screen.
    ///   - minimumFocusDistance: Millimetres from which on it is sharp, as the system says it: -1 where not known.
    ///   - changesOver: Where the next of its lenses takes over.
    ///   - hasLamp: Whether there is a lamp beside it.
    ///   - formats: The ways in which it gives pictures.
    public init(
        id: String,
        kind: Kind,
        isRear: Bool = true,
        minimumFocusDistance: Int,
        changesOver: [Double],
        hasLamp: Bool,
        formats: [Format]
    ) {
        self.id = id
        self.kind = kind
        self.isRear = isRear
        // More than an arm's length is no phone's lens, and 0 none at all.
        nearest = (1...500).contains(minimumFocusDistance) ? minimumFocusDistance : nil
        // Photos are taken in the largest format that shows the whole sensor; others see less of it.
        let whole = formats.filter(\.size.isWhole).max { $0.size.area < $1.size.area }
        field = whole.map(\.field).flatMap { (10...150).contains($0) ? $0 : nil }
        mostZoom = whole?.mostZoom ?? 1
        self.changesOver = changesOver
        self.hasLamp = hasLamp
    }

    /// The zoom factor of the wide lens's own picture, what cameras call 1×: below it the ultra-wide distorts faces.
    public var wide: Double {
        kind == .wide ? 1 : changesOver.first ?? 1
    }

    /// The zoom factor from which on the telephoto may take over, which is sharp only from far away.
    var telephoto: Double? {
        kind == .triple ? changesOver.dropFirst().first : nil
    }
}

extension [Lens] {
    /// The one to take photos with: the best that looks away from the screen, as the manual demands.
    public var best: Lens? {
        let rear = filter(\.isRear)
        return Lens.Kind.allCases.lazy.compactMap { kind in rear.first { $0.kind == kind } }.first
    }
}
