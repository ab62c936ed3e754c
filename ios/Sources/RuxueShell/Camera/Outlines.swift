import Foundation
import RuxueCore

extension Overlay.Subject {
    /// The outline of what is to be taken.
    ///
    /// - Parameters:
    ///   - slot: What.
    ///   - box: What the core measures.
    ///   - bottom: Where the picture ends.
    init(_ slot: Slot, in box: CGRect, bottom: Double) {
        switch slot {
        case .portraitSide, .emblemSide: self = .card(box, corner: box.width * Card.corner / Card.width)
        case .portrait: self = .person(headAndShoulders(in: box, bottom: bottom))
        }
    }
}

extension Overlay.Hint {
    /// What lies where on the card, as measured on a blank.
    static func hints(_ slot: Slot, in card: CGRect) -> [Self] {
        switch slot {
        case .portraitSide: portraitSide(card)
        case .emblemSide: emblemSide(card)
        case .portrait: []
        }
    }

    /// The photo on the right, the number below.
    private static func portraitSide(_ card: CGRect) -> [Self] {
        let photo = card.part(0.643, 0.168, 0.908, 0.732)
        let radius = 0.2 * photo.width
        let middle = CGPoint(x: photo.midX, y: photo.minY + 0.4 * photo.height)
        let head = CGRect(x: middle.x - radius, y: middle.y - radius, width: 2 * radius, height: 2 * radius)
        let shoulders = photo.part(0.17, 0.68, 0.83, 1.32)
        return [
            .box(photo, corner: 3), .oval(head), .curve(arch(shoulders)), line(card, from: 0.352, to: 0.908, at: 0.857),
        ]
    }

    /// The emblem in the corner, two lines of large print beside it.
    private static func emblemSide(_ card: CGRect) -> [Self] {
        [
            .oval(card.part(0.068, 0.093, 0.259, 0.41)),
            line(card, from: 0.349, to: 0.884, at: 0.168),
            line(card, from: 0.307, to: 0.923, at: 0.344),
        ]
    }

    /// The upper half of an oval.
    private static func arch(_ oval: CGRect) -> [CGPoint] {
        (0...24).map { step in
            let angle = .pi * Double(step) / 24
            return CGPoint(x: oval.midX - oval.width / 2 * cos(angle), y: oval.midY - oval.height / 2 * sin(angle))
        }
    }

    private static func line(_ card: CGRect, from left: Double, to right: Double, at height: Double) -> Self {
        let line = card.part(left, height, right, height)
        return .line(CGPoint(x: line.minX, y: line.minY), CGPoint(x: line.maxX, y: line.minY))
    }
}

/// Head and shoulders down to the picture's lower edge, clockwise from its left corner.
private func headAndShoulders(in box: CGRect, bottom: Double) -> [CGPoint] {
    func at(_ x: Double, _ y: Double) -> CGPoint {
        CGPoint(x: box.minX + x * box.width, y: box.minY + y * box.height)
    }
    let left = [CGPoint(x: box.minX, y: bottom)] + curve(at(0, 1), at(0, 0.82), at(0.4, 0.84), at(0.4, 0.72))
    let right = left.reversed().map { CGPoint(x: 2 * box.midX - $0.x, y: $0.y) }
    return left + head(at) + right
}

/// From one side of the neck over the top of the head to the other.
private func head(_ at: (_ x: Double, _ y: Double) -> CGPoint) -> [CGPoint] {
    let (across, down) = (0.23, 0.28)
    // Where the neck's left side meets the oval, as an angle from straight down.
    let neck = asin(0.1 / across)
    return (0...48).map { step in
        let angle = neck + (2 * .pi - 2 * neck) * Double(step) / 48
        return at(0.5 - across * sin(angle), 0.36 + down * cos(angle))
    }
}

/// A cubic curve, as points close enough to look round.
private func curve(_ from: CGPoint, _ near: CGPoint, _ far: CGPoint, _ to: CGPoint) -> [CGPoint] {
    (0...16).map { step in
        let t = Double(step) / 16
        let (a, b, c, d) = (pow(1 - t, 3), 3 * t * pow(1 - t, 2), 3 * t * t * (1 - t), t * t * t)
        return CGPoint(
            x: a * from.x + b * near.x + c * far.x + d * to.x,
            y: a * from.y + b * near.y + c * far.y + d * to.y
        )
    }
}
