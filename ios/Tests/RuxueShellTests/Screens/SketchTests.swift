import RuxueCore
import RuxueTesting
import Testing

@testable import RuxueShell

/// The drawings of photos as they should be and should not be.
@Suite struct SketchTests {
    @Test(arguments: Slot.allCases) func everyExampleIsAnother(_ slot: Slot) throws {
        let kinds: [ExampleKind] =
            slot == .portrait ? [.good, .tooNear, .cut, .mask] : [.good, .borderMissing, .blurred, .glare]
        let sketches = Set(kinds.map { Sketch(slot, $0) })
        #expect(sketches.count == kinds.count)
        #expect(sketches.allSatisfy { !$0.strokes.isEmpty })
    }

    @Test func examplesThatTheCoreShowsAreDrawnOtherwiseThanTheGoodOne() throws {
        for (name, screen) in try Album("zh").screens {
            guard let view = screen.capture else { continue }
            for example in view.examples where example.kind != .good {
                #expect(Sketch(view.slot, example.kind) != Sketch(view.slot, .good), "\(name): \(example.kind)")
            }
        }
    }

    @Test func goodPhotoLiesWithinTheFrame() {
        for slot in [Slot.portraitSide, .emblemSide] {
            let sketch = Sketch(slot, .good)
            for case .box(let box, _) in sketch.strokes.map(\.figure) {
                #expect(box.x >= 0 && box.x + box.width <= 1 && box.y >= 0 && box.y + box.height <= sketch.height)
            }
        }
    }

    @Test func cardWithAMissingBorderReachesOutside() {
        let boxes = Sketch(.portraitSide, .borderMissing).strokes.compactMap {
            if case .box(let box, _) = $0.figure { box } else { nil }
        }
        #expect(boxes.contains { $0.x + $0.width > 1 })
    }
}
