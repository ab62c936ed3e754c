import Foundation
import RuxueCore
import RuxueTesting
import Testing

@testable import RuxueShell

/// Panes of phones and tablets, between the navigation bar and the screen's lower edge, without what notches and the home
/// indicator take.
private struct Pane: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let size: CGSize

    init(_ name: String, _ width: Double, _ height: Double) {
        (testDescription, size) = (name, CGSize(width: width, height: height))
    }

    static let all = [
        Pane("iPhone SE, first", 320, 504), Pane("the same, across", 568, 288),
        Pane("iPhone SE, third", 375, 603), Pane("the same, across", 667, 331),
        Pane("iPhone 16", 393, 715), Pane("the same, across", 734, 328),
        Pane("iPhone 16 Pro Max", 440, 816), Pane("the same, across", 832, 375),
        Pane("iPad mini", 744, 1039), Pane("the same, across", 1133, 650),
        Pane("iPad 13″", 1032, 1282), Pane("the same, across", 1376, 938),
        Pane("a third of an iPad", 375, 938), Pane("half of an iPad", 683, 938),
    ]
}

@Suite struct OverlayTests {
    /// Every pane with a picture of its own shape, and of the other: parts of shared screens have those.
    private static func overlays(_ pane: Pane, _ slot: Slot) -> [Overlay] {
        [true, false].map { Overlay(slot: slot, size: pane.size, isWide: $0) }
    }

    @Test(arguments: Pane.all, Slot.allCases)
    fileprivate func allLiesWhereItBelongs(pane: Pane, slot: Slot) {
        let safe = CGRect(origin: .zero, size: pane.size)
        for overlay in Self.overlays(pane, slot) {
            let buttons = [overlay.pick, overlay.shutter, overlay.lamp]
            for box in buttons + [overlay.preview, overlay.guidance] {
                #expect(safe.encloses(box))
            }
            #expect(overlay.preview.encloses(overlay.subject.box))
            for button in buttons {
                #expect(button.width >= 44 && button.height >= 44)
                #expect(!button.intersects(overlay.preview))
                #expect(!button.intersects(overlay.guidance))
                #expect(buttons.count { $0.intersects(button) } == 1)
            }
            for hint in overlay.hints { #expect(overlay.subject.box.encloses(hint.box)) }
        }
    }

    @Test(arguments: Pane.all)
    fileprivate func guidanceHasRoomAndCoversNoCard(pane: Pane) {
        let isWide = pane.size.width > pane.size.height
        let overlay = Overlay(slot: .portraitSide, size: pane.size, isWide: isWide)
        #expect(overlay.guidance.width >= 200 && overlay.guidance.height >= 60)
        #expect(!overlay.guidance.intersects(overlay.subject.box))
    }

    @Test(arguments: Pane.all)
    fileprivate func aCardsOutlineIsACards(pane: Pane) throws {
        for overlay in Self.overlays(pane, .emblemSide) {
            guard case .card(let box, let corner) = overlay.subject else { throw CocoaError(.featureUnsupported) }
            #expect(abs(box.width / box.height - 85.6 / 53.98) < 0.001)
            #expect(abs(corner / box.width - 3.18 / 85.6) < 0.001)
            #expect(abs(box.midX - overlay.preview.midX) < 0.01 && abs(box.midY - overlay.preview.midY) < 0.01)
        }
    }

    /// What is drawn is what the core measures.
    @Test(arguments: Pane.all, Slot.allCases)
    fileprivate func theOutlineIsTheCores(pane: Pane, slot: Slot) {
        for isWide in [true, false] {
            let overlay = Overlay(slot: slot, size: pane.size, isWide: isWide)
            let frame = isWide ? CGSize(width: 1920, height: 1440) : CGSize(width: 1440, height: 1920)
            let core = frameOutline(slot: slot, width: Float(frame.width), height: Float(frame.height))
            let corner = PreviewMapping(picture: frame, box: overlay.preview).inPicture(overlay.subject.box.origin)
            #expect(abs(corner.x - Double(core.x)) < 0.1)
            // A head begins a little below the top of what is measured.
            let top = slot == .portrait ? 0.08 * Double(core.height) : 0
            #expect(abs(corner.y - Double(core.y) - top) < 0.1)
        }
    }

    @Test(arguments: Pane.all)
    fileprivate func aPersonStandsInTheMiddleDownToTheEdge(pane: Pane) throws {
        for overlay in Self.overlays(pane, .portrait) {
            guard case .person(let line) = overlay.subject else { throw CocoaError(.featureUnsupported) }
            let middle = overlay.preview.midX
            for (left, right) in zip(line, line.reversed()) {
                #expect(abs(left.x + right.x - 2 * middle) < 0.01 && abs(left.y - right.y) < 0.01)
            }
            #expect(abs(overlay.subject.box.maxY - overlay.preview.maxY) < 0.01)
            let head = try #require(line.map(\.y).min())
            #expect(head > overlay.preview.minY && head < overlay.preview.minY + 0.12 * overlay.preview.height)
            let steps = zip(line, line.dropFirst()).map { hypot($0.x - $1.x, $0.y - $1.y) }.dropFirst().dropLast()
            #expect(try #require(steps.max()) < 0.1 * overlay.preview.height, "no gap in the line")
        }
    }

    @Test func controlsLieBelowOrBeside() {
        let high = Overlay(slot: .portrait, size: CGSize(width: 393, height: 749), isWide: false)
        #expect(high.shutter.minY > high.preview.maxY)
        #expect(abs(high.shutter.midX - 393 / 2) < 0.01)
        let wide = Overlay(slot: .portrait, size: CGSize(width: 852, height: 349), isWide: true)
        #expect(wide.shutter.minX > wide.preview.maxX)
    }

    @Test func aPictureThatDoesNotFitIsCutInTheMiddle() {
        let box = CGRect(x: 10, y: 20, width: 600, height: 400)
        let mapping = PreviewMapping(picture: CGSize(width: 300, height: 400), box: box)
        #expect(mapping.onScreen(CGRect(x: 0, y: 100, width: 300, height: 200)) == box)
        #expect(mapping.inPicture(CGPoint(x: 310, y: 220)) == CGPoint(x: 150, y: 200))
    }

    @Test func aPaneWithoutRoomIsNoCrash() {
        for size in [CGSize.zero, CGSize(width: 10, height: 400), CGSize(width: 400, height: 10)] {
            for slot in Slot.allCases {
                let overlay = Overlay(slot: slot, size: size, isWide: true)
                #expect(overlay.guidance.height >= 0)
            }
        }
    }
}

extension Overlay.Subject {
    fileprivate var box: CGRect {
        switch self {
        case .card(let box, _): box
        case .person(let line): line.box
        }
    }
}

extension Overlay.Hint {
    fileprivate var box: CGRect {
        switch self {
        case .box(let box, _), .oval(let box): box
        case .curve(let line): line.box
        case .line(let from, let to): CGRect(x: from.x, y: from.y, width: to.x - from.x, height: to.y - from.y)
        }
    }
}

extension [CGPoint] {
    fileprivate var box: CGRect {
        let (left, right) = (map(\.x).min() ?? 0, map(\.x).max() ?? 0)
        let (top, bottom) = (map(\.y).min() ?? 0, map(\.y).max() ?? 0)
        return CGRect(x: left, y: top, width: right - left, height: bottom - top)
    }
}

extension CGRect {
    /// Whether it contains `other`, but for rounding.
    fileprivate func encloses(_ other: CGRect) -> Bool {
        let slack = 0.01
        let begins = other.minX >= minX - slack && other.minY >= minY - slack
        return begins && other.maxX <= maxX + slack && other.maxY <= maxY + slack
    }
}
