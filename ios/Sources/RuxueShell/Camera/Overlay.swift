import Foundation
import RuxueCore

/// Where everything lies in a pane to take photos in, for any size and orientation: the picture in its true shape, as large as
/// the controls leave room for, so that nothing of the outline is cut; controls below it, or beside it where the pane is wider
/// than high.
public struct Overlay: Equatable, Sendable {
    /// The live picture.
    public let preview: CGRect
    /// Where the subject belongs.
    public let subject: Subject
    /// What lies where on a card.
    public let hints: [Hint]
    /// The room for guidance.
    public let guidance: CGRect
    /// The button that takes the photo.
    public let shutter: CGRect
    /// The button that chooses a photo instead.
    public let pick: CGRect
    /// The lamp's switch.
    public let lamp: CGRect

    /// The outline to fill; all around it is dimmed.
    public enum Subject: Equatable, Sendable {
        /// A card that lies across.
        case card(CGRect, corner: Double)
        /// Head and shoulders: a closed line through points.
        case person([CGPoint])
    }

    /// Something to recognise a side of the card by.
    public enum Hint: Equatable, Sendable {
        /// A photo's edge.
        case box(CGRect, corner: Double)
        /// A head, an emblem.
        case oval(CGRect)
        /// Shoulders: a line through points.
        case curve([CGPoint])
        /// A line of print.
        case line(CGPoint, CGPoint)
    }

    /// The side of the ring that shows where the camera focuses.
    public static let focusRing = 72.0

    /// The shape of an upright picture: all cameras of phones with Apple's system take photos, and give frames beside them, of 4:3.
    public static func picture(isWide: Bool) -> CGSize {
        isWide ? CGSize(width: 1440, height: 1080) : CGSize(width: 1080, height: 1440)
    }

    /// Lays out a pane.
    ///
    /// - Parameters:
    ///   - slot: What is to be taken.
    ///   - size: The pane's, without what bars, notches and round corners take of it.
    ///   - isWide: Whether the upright picture is wider than high. A narrow part of a shared screen may show a wide picture.
    public init(slot: Slot, size: CGSize, isWide: Bool) {
        let pane = CGRect(origin: .zero, size: size)
        let picture = Self.picture(isWide: isWide)
        let isBeside = size.width > size.height
        let (room, controls) = isBeside ? Self.beside(pane) : Self.below(pane)
        preview = room.middle(picture)
        let mapping = PreviewMapping(picture: picture, box: preview)
        let outline = frameOutline(slot: slot, width: Float(picture.width), height: Float(picture.height))
        let box = mapping.onScreen(CGRect(outline))
        subject = Subject(slot, in: box, bottom: preview.maxY)
        hints = Hint.hints(slot, in: box)
        guidance = isBeside ? Self.above(controls, in: pane) : Self.between(box.maxY, controls)
        (pick, shutter, lamp) = Self.buttons(in: controls)
    }
}

/// Numbers of the layout, in points.
private let gap = 12.0
private let shutterSide = 80.0
private let barHeight = shutterSide + 2 * gap

extension Overlay {
    private static func below(_ pane: CGRect) -> (room: CGRect, controls: CGRect) {
        let (controls, room) = pane.divided(atDistance: min(barHeight, pane.height), from: .maxYEdge)
        return (room, controls)
    }

    /// The column is as wide as it takes for text, and its buttons lie where a thumb is.
    private static func beside(_ pane: CGRect) -> (room: CGRect, controls: CGRect) {
        let width = min(max(256, 0.4 * pane.width), 320)
        let (column, room) = pane.divided(atDistance: min(width, pane.width), from: .maxXEdge)
        let lowest = max(0, pane.height - barHeight)
        let top = max(lowest * 2 / 3, min(lowest, 180))
        return (room, CGRect(x: column.minX, y: pane.minY + top, width: column.width, height: barHeight))
    }

    private static func above(_ controls: CGRect, in pane: CGRect) -> CGRect {
        let width = max(0, controls.width - 2 * gap)
        return CGRect(x: controls.minX + gap, y: pane.minY, width: width, height: max(0, controls.minY - pane.minY))
            .shortened(by: gap)
    }

    private static func between(_ top: Double, _ controls: CGRect) -> CGRect {
        let width = max(0, controls.width - 2 * gap)
        return CGRect(x: controls.minX + gap, y: top, width: width, height: max(0, controls.minY - top)).shortened(
            by: gap
        )
    }

    private static func buttons(in bar: CGRect) -> (pick: CGRect, shutter: CGRect, lamp: CGRect) {
        let shutter = CGRect(
            x: bar.midX - shutterSide / 2,
            y: bar.midY - shutterSide / 2,
            width: shutterSide,
            height: shutterSide
        )
        // On a wide screen they stay within a hand's reach of the shutter.
        let width = min(160, max(0, (bar.width - shutterSide) / 2 - 2 * gap))
        let pick = CGRect(x: shutter.minX - gap - width, y: shutter.minY, width: width, height: shutterSide)
        let lamp = CGRect(x: shutter.maxX + gap, y: shutter.minY, width: width, height: shutterSide)
        return (pick, shutter, lamp)
    }
}

/// What of a picture is where on the screen, when the picture fills a box and what does not fit into it is cut.
public struct PreviewMapping: Equatable, Sendable {
    private let scale: Double
    private let origin: CGPoint

    /// - Parameters:
    ///   - picture: The upright picture's size.
    ///   - box: Where it is shown.
    public init(picture: CGSize, box: CGRect) {
        scale = max(box.width / picture.width, box.height / picture.height)
        origin = CGPoint(x: box.midX - picture.width * scale / 2, y: box.midY - picture.height * scale / 2)
    }

    /// Where a part of the picture is on the screen.
    public func onScreen(_ part: CGRect) -> CGRect {
        CGRect(
            x: origin.x + part.minX * scale,
            y: origin.y + part.minY * scale,
            width: part.width * scale,
            height: part.height * scale
        )
    }

    /// What of the picture is shown at a point of the screen.
    public func inPicture(_ point: CGPoint) -> CGPoint {
        CGPoint(x: (point.x - origin.x) / scale, y: (point.y - origin.y) / scale)
    }
}

extension CGRect {
    fileprivate init(_ outline: FrameOutline) {
        self.init(
            x: Double(outline.x),
            y: Double(outline.y),
            width: Double(outline.width),
            height: Double(outline.height)
        )
    }

    /// The largest part in its middle of that shape.
    fileprivate func middle(_ shape: CGSize) -> CGRect {
        let scale = min(width / shape.width, height / shape.height)
        let (width, height) = (shape.width * scale, shape.height * scale)
        return CGRect(x: midX - width / 2, y: midY - height / 2, width: width, height: height)
    }

    /// Without so much of its top and bottom.
    fileprivate func shortened(by length: Double) -> CGRect {
        CGRect(x: minX, y: minY + length, width: width, height: max(0, height - 2 * length))
    }

    /// A part of it, by shares of its width and height.
    func part(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double) -> CGRect {
        CGRect(
            x: minX + left * width,
            y: minY + top * height,
            width: (right - left) * width,
            height: (bottom - top) * height
        )
    }
}
