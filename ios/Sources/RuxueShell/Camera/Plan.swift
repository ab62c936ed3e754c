import Foundation
import RuxueCore

/// How a camera is to be used for one photo.
public struct Plan: Hashable, Sendable {
    /// Which camera.
    public let lens: Lens
    /// The zoom factor.
    public let zoom: Double
    /// Whether to focus on what is near rather than on what is behind it.
    public let isNear: Bool

    /// How to take a photo of `slot`; nil where no camera can.
    ///
    /// - Parameters:
    ///   - slot: What to take.
    ///   - lenses: The phone's cameras.
    ///   - isWide: Whether the upright picture is wider than high.
    public init?(for slot: Slot, with lenses: [Lens], isWide: Bool) {
        guard let lens = lenses.best else { return nil }
        self.lens = lens
        isNear = slot != .portrait
        zoom = isNear ? lens.cardZoom(isWide: isWide) : min(lens.wide, lens.mostZoom)
    }
}

extension Lens {
    /// The zoom factor at which a card fills its outline from where this lens is sharp: without, whoever fills the outline is
    /// too near.
    ///
    /// A camera that changes over to an ultra-wide which focuses tells how near that one does: it stays at 1×.
    func cardZoom(isWide: Bool) -> Double {
        let least = min(wide, mostZoom)
        guard let nearest, let field else { return least }
        let picture = Overlay.picture(isWide: isWide)
        let share = frameOutline(slot: .portraitSide, width: Float(picture.width), height: Float(picture.height)).width
        let across = (isWide ? 1 : 0.75) * 2 * tan(field / 2 * .pi / 180) / wide
        let filledFrom = Card.width / (Double(share) / picture.width * across)
        // What makers tell of the nearest distance is a little off.
        let closer = 1.1 * Double(nearest) / filledFrom
        // Enlarged more than that a card has too few of the sensor's pixels left.
        let most = [mostZoom, 2.5 * wide, telephoto.map { $0 * 0.99 }].compactMap(\.self).min() ?? least
        return max(least, min(closer * wide, most))
    }
}

/// An ID-1 card, in millimetres.
enum Card {
    static let width = 85.6
    static let height = 53.98
    static let corner = 3.18
}
