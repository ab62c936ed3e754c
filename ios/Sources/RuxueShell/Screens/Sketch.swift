import RuxueCore

/// A photo as it should be or should not be, drawn with lines: a card or a person in the picture's frame. All lengths are
/// fractions of the frame's width.
public struct Sketch: Hashable, Sendable {
    /// The frame's height.
    public let height: Double
    /// What is drawn in it, the undermost first; what lies outside is not seen.
    public private(set) var strokes: [Stroke] = []

    /// A figure as it is drawn.
    public struct Stroke: Hashable, Sendable {
        /// The figure.
        public let figure: Figure
        /// Its colour.
        public let ink: Ink
        /// How much it covers, 0 to 1.
        public let alpha: Double
        /// How wide its line is; filled where there is none.
        public let width: Double?
    }

    /// What is drawn.
    public enum Figure: Hashable, Sendable {
        /// A box with round corners.
        case box(Box, radius: Double)
        /// What fits into a box without corners.
        case oval(Box)
        /// From one end to the other.
        case line(x: Double, y: Double, toX: Double, toY: Double)
        /// A part of an oval, in degrees clockwise from the right; a half that is filled is closed.
        case arc(Box, from: Double, sweep: Double)
    }

    /// A place within the frame.
    public struct Box: Hashable, Sendable {
        /// Its left edge, or with its top one its corner.
        public let x, y: Double
        /// Its lengths.
        public let width, height: Double

        init(left: Double, top: Double, right: Double, bottom: Double) {
            (x, y, width, height) = (left, top, right - left, bottom - top)
        }

        init(around x: Double, _ y: Double, radius: Double) {
            self.init(left: x - radius, top: y - radius, right: x + radius, bottom: y + radius)
        }
    }

    /// The frame's round corners.
    public static let round = 0.08

    /// The sketch of an example.
    public init(_ slot: Slot, _ kind: ExampleKind) {
        height = slot == .portrait ? 1.2 : 0.72
        if slot == .portrait { person(kind) } else { card(slot, kind) }
    }

    private mutating func card(_ slot: Slot, _ kind: ExampleKind) {
        let isCut = kind == .borderMissing
        let box =
            isCut
            ? Box(left: 0.3, top: 0.16, right: 1.24, bottom: 0.75)
            : Box(left: 0.1, top: height / 2 - 0.25, right: 0.9, bottom: height / 2 + 0.25)
        if kind == .blurred {
            // Seen thrice, a little beside itself.
            for shift in [-0.025, 0, 0.025] { card(slot, in: box.moved(shift, shift / 2), alpha: 0.35) }
        } else {
            card(slot, in: box, alpha: 1)
        }
        if kind == .glare { shine(box) }
    }

    private mutating func card(_ slot: Slot, in box: Box, alpha: Double) {
        fill(.box(box, radius: 0.04), .surface, alpha)
        draw(.box(box, radius: 0.04), .textQuiet, 0.012, alpha)
        if slot == .emblemSide { emblemSide(box, alpha) } else { portraitSide(box, alpha) }
    }

    private mutating func portraitSide(_ card: Box, _ alpha: Double) {
        for (y, end) in [(0.12, 0.34), (0.22, 0.46), (0.32, 0.4)] {
            line(card, 0.08, y, end, .textQuiet, 0.025, alpha)
        }
        line(card, 0.08, 0.52, 0.84, .text, 0.03, alpha)
        fill(.oval(card.part(Box(around: 0.76, 0.2, radius: 0.075))), .accent, alpha)
        let shoulders = card.part(Box(left: 0.64, top: 0.29, right: 0.88, bottom: 0.57))
        fill(.arc(shoulders, from: 180, sweep: 180), .accent, alpha)
    }

    private mutating func emblemSide(_ card: Box, _ alpha: Double) {
        fill(.oval(card.part(Box(around: 0.17, 0.18, radius: 0.09))), .accent, alpha)
        for y in [0.13, 0.24] { line(card, 0.36, y, 0.84, .text, 0.03, alpha) }
        for (y, end) in [(0.43, 0.7), (0.53, 0.78)] { line(card, 0.24, y, end, .textQuiet, 0.025, alpha) }
    }

    /// A lamp's reflection, with rays.
    private mutating func shine(_ card: Box) {
        let (x, y) = (card.x + card.width / 2 - 0.06, card.y + card.height / 2 - 0.03)
        fill(.oval(Box(around: x, y, radius: 0.2)), .markMind, 0.43)
        fill(.oval(Box(around: x, y, radius: 0.12)), .markQuiet)
        // The eighths of a circle.
        let half = 0.5.squareRoot()
        for (dx, dy) in [(1, 0), (half, half), (0, 1), (-half, half), (-1, 0), (-half, -half), (0, -1), (half, -half)] {
            let ray = Figure.line(x: x + 0.16 * dx, y: y + 0.16 * dy, toX: x + 0.22 * dx, toY: y + 0.22 * dy)
            draw(ray, .markMind, 0.018)
        }
    }

    private mutating func person(_ kind: ExampleKind) {
        switch kind {
        case .tooNear: bust(0.5, height * 0.5, 0.42)
        case .cut: bust(0.5, height * 0.06, 0.24)
        default: bust(0.5, height * 0.38, 0.19)
        }
        if kind == .mask { mask(0.5, height * 0.38, 0.19) }
    }

    /// Head and shoulders around the head at a place, of a radius.
    private mutating func bust(_ x: Double, _ y: Double, _ r: Double) {
        let shoulders = Box(left: x - r * 2.1, top: y + r * 1.55, right: x + r * 2.1, bottom: y + r * 6)
        fill(.box(shoulders, radius: r * 1.3), .accent)
        let neck = Box(left: x - r * 0.4, top: y + r * 0.8, right: x + r * 0.4, bottom: y + r * 1.8)
        fill(.box(neck, radius: 0), .surface)
        let head = Box(left: x - r, top: y - r * 1.2, right: x + r, bottom: y + r * 1.25)
        fill(.oval(head), .surface)
        draw(.arc(head, from: 190, sweep: 160), .text, r * 0.09)
        for side in [-1.0, 1] { fill(.oval(Box(around: x + side * r * 0.4, y, radius: r * 0.07)), .text) }
        let mouth = Box(left: x - r * 0.3, top: y + r * 0.35, right: x + r * 0.3, bottom: y + r * 0.7)
        draw(.arc(mouth, from: 20, sweep: 140), .text, r * 0.09)
    }

    private mutating func mask(_ x: Double, _ y: Double, _ r: Double) {
        let mask = Box(left: x - r * 0.85, top: y + r * 0.2, right: x + r * 0.85, bottom: y + r * 1.15)
        fill(.box(mask, radius: r * 0.4), .markMind)
    }

    private mutating func fill(_ figure: Figure, _ ink: Ink, _ alpha: Double = 1) {
        strokes.append(Stroke(figure: figure, ink: ink, alpha: alpha, width: nil))
    }

    private mutating func draw(_ figure: Figure, _ ink: Ink, _ width: Double, _ alpha: Double = 1) {
        strokes.append(Stroke(figure: figure, ink: ink, alpha: alpha, width: width))
    }

    /// A line of text on a card whose width is 1.
    private mutating func line(
        _ card: Box,
        _ x: Double,
        _ y: Double,
        _ end: Double,
        _ ink: Ink,
        _ width: Double,
        _ alpha: Double
    ) {
        let y = card.y + y * card.width
        let figure = Figure.line(x: card.x + x * card.width, y: y, toX: card.x + end * card.width, toY: y)
        draw(figure, ink, width * card.width, alpha)
    }
}

extension Sketch.Box {
    fileprivate func moved(_ dx: Double, _ dy: Double) -> Self {
        Self(left: x + dx, top: y + dy, right: x + dx + width, bottom: y + dy + height)
    }

    /// What lies at `inner`, where this box is as wide as 1.
    fileprivate func part(_ inner: Self) -> Self {
        let left = x + inner.x * width
        let top = y + inner.y * width
        return Self(left: left, top: top, right: left + inner.width * width, bottom: top + inner.height * width)
    }
}
