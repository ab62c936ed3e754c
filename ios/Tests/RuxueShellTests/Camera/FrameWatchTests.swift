import Foundation
import RuxueCore
import Testing

@testable import RuxueShell

/// Frames as cameras lay them out, through the core's own checks.
@Suite struct FrameWatchTests {
    private func watched(_ slot: Slot, _ frame: SampleFrame, told rotation: Int? = nil) -> [FrameGuidance] {
        let told = Told()
        let watch = FrameWatch(slot: slot, language: .en) { told.add($0) }
        for count in 0...8 { frame.lend(at: count * 120, told: rotation, to: watch.look) }
        return told.all
    }

    @Test(arguments: [0, 90, 180, 270], [0, 32])
    func framesAreReadHoweverTheyLie(rotation: Int, padding: Int) throws {
        let told = watched(.portraitSide, SampleFrame(SampleFrame.card, rotation: rotation, padding: padding))
        let last = try #require(told.last)
        #expect(last.guidance == .hold)
        #expect(last.good && last.steady == 1)
        #expect(zip(told, told.dropFirst()).allSatisfy { $0.steady <= $1.steady })
    }

    @Test func framesAreSeenUpright() {
        let lampBelow: SampleFrame.Scene = { x, y in y > 430 ? 255 : SampleFrame.person(x, y) }
        let frame = SampleFrame(lampBelow, rotation: 90)
        #expect(watched(.portrait, frame).last?.guidance == .hold)
        #expect(watched(.portrait, frame, told: 270).last?.guidance != .hold)
    }

    @Test func darknessIsTold() {
        #expect(watched(.portrait, SampleFrame(SampleFrame.dark)).last?.guidance == .dark)
    }

    @Test func planesThatDoNotFitSayNothing() {
        let told = Told()
        let watch = FrameWatch(slot: .portrait, language: .en) { told.add($0) }
        let frame = SampleFrame(SampleFrame.dark)
        frame.lend(at: 0) { whole in
            let cut = UnsafeRawBufferPointer(rebasing: whole.y.prefix(1000))
            watch.look(LiveFrame(layout: whole.layout, y: cut, uv: whole.uv))
        }
        #expect(told.all.isEmpty)
        frame.lend(at: 120, to: watch.look)
        #expect(told.all.last?.guidance == .dark)
    }

    @Test func aFewASecondDo() {
        let watch = FrameWatch(slot: .portrait, language: .en) { _ in }
        let frame = SampleFrame(SampleFrame.dark)
        func looked(at rate: FrameRate, from start: Int) -> Int {
            watch.look(at: rate)
            return (0..<60).count { count in
                let at = start + count * 33
                guard watch.wants(at: UInt64(at)) else { return false }
                frame.lend(at: at, to: watch.look)
                return true
            }
        }
        #expect((14...17).contains(looked(at: .full, from: 0)))
        #expect((7...9).contains(looked(at: .few, from: 10_000)))
        #expect(looked(at: .none, from: 20_000) == 0)
        watch.look(at: .full)
        watch.close()
        #expect(!watch.wants(at: 90_000))
    }

    @Test func whatComesAfterTheEndIsNotLookedAt() {
        let told = Told()
        let watch = FrameWatch(slot: .portrait, language: .en) { told.add($0) }
        watch.close()
        SampleFrame(SampleFrame.dark).lend(at: 0, to: watch.look)
        #expect(told.all.isEmpty)
    }
}

private final class Told: @unchecked Sendable {
    private let lock = NSLock()
    private var heard: [FrameGuidance] = []

    var all: [FrameGuidance] { lock.withLock { heard } }

    func add(_ guidance: FrameGuidance) {
        lock.withLock { heard.append(guidance) }
    }
}
