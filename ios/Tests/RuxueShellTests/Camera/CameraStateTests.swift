import Foundation
import RuxueCore
import RuxueTesting
import Testing

@testable import RuxueShell

@Suite struct CameraStateTests {
    private static let plan = Plan(for: .portraitSide, with: [.sample()], isWide: false)
    private let plan = Self.plan
    private let stopped = CameraState()

    private func after(_ events: CameraEvent...) -> CameraState {
        var state = stopped
        for event in events { _ = state.take(event) }
        return state
    }

    private var opening: CameraState { after(.begin(.granted, plan)) }
    private var running: CameraState { after(.begin(.granted, plan), .opened(givesFrames: true)) }
    private var taking: CameraState { after(.begin(.granted, plan), .opened(givesFrames: true), .shutter) }

    @Test(arguments: [
        (CameraEvent.begin(.granted, nil), CameraState.Phase.troubled(.missing)),
        (.begin(.unasked, nil), .troubled(.missing)),
        (.begin(.unasked, plan), .asking),
        (.begin(.denied, plan), .troubled(.blocked)),
        (.begin(.restricted, plan), .troubled(.blocked)),
        (.begin(.granted, plan), .opening),
    ])
    func itBeginsAsFarAsItMay(event: CameraEvent, phase: CameraState.Phase) {
        #expect(after(event).phase == phase)
    }

    @Test func itAsksOnce() {
        var state = stopped
        #expect(state.take(.begin(.unasked, plan)) == [.ask])
        #expect(state.take(.begin(.unasked, plan)).isEmpty)
        #expect(state.take(.begin(.denied, plan)).isEmpty)
        #expect(state.trouble == .blocked)
    }

    @Test func aPhotoIsTakenOnceAndTheCameraLetGo() throws {
        var state = running
        #expect(state.take(.shutter) == [.take])
        #expect(state.take(.shutter).isEmpty)
        #expect(state.take(.photo(Data([7]))) == [.close, .handOver(Data([7]))])
        #expect(state.phase == .taken)
        #expect(state.take(.photo(Data([8]))).isEmpty)
        let plan = try #require(plan)
        #expect(state.take(.begin(.granted, plan)) == [.open(plan)])
    }

    @Test func photosThatDoNotComeAreTriedAgainAFewTimes() {
        var state = taking
        for _ in 0..<2 {
            #expect(state.take(.missed).isEmpty)
            #expect(state.take(.shutter) == [.take])
        }
        #expect(state.take(.missed) == [.close])
        #expect(state.phase == .troubled(.lost))
    }

    @Test(arguments: CameraTrouble.allCases)
    func troublesEndInAClearStateWithTheCameraLetGo(trouble: CameraTrouble) {
        for var state in [opening, running, taking] {
            #expect(state.take(.failed(trouble)) == [.close])
            #expect(state.trouble == trouble)
            #expect(!state.isOpen)
            #expect(state.take(.stop).isEmpty)
            #expect(state == stopped)
        }
    }

    @Test(arguments: [
        (Interruption.videoInUse, CameraTrouble.inUse), (.audioInUse, .interrupted), (.pressure, .interrupted),
    ])
    func anInterruptionPassesByItself(interruption: Interruption, trouble: CameraTrouble) {
        #expect(interruption.trouble == trouble)
        var state = running
        _ = state.take(.lamp)
        #expect(state.take(.interrupted(interruption.trouble)).isEmpty)
        #expect(state.trouble == trouble)
        #expect(state.isOpen && !state.isLit)
        #expect(state.take(.shutter).isEmpty)
        #expect(state.take(.resumed).isEmpty)
        #expect(state == running)
    }

    @Test func aPhotoSurvivesAnInterruption() {
        var state = taking
        _ = state.take(.interrupted(.interrupted))
        #expect(state.take(.photo(Data([1]))).last == .handOver(Data([1])))
        state = taking
        for _ in 0..<5 {
            _ = state.take(.interrupted(.interrupted))
            #expect(state.take(.missed).isEmpty)
            _ = state.take(.resumed)
            #expect(state.take(.shutter) == [.take])
        }
        #expect(state.misses == 0)
    }

    @Test func whatBeginsAnewIsOpenedAgainAFewTimes() throws {
        var state = running
        let plan = try #require(plan)
        for _ in 0..<3 {
            #expect(state.take(.reset) == [.close, .open(plan)])
            _ = state.take(.opened(givesFrames: true))
        }
        #expect(state.take(.reset) == [.close])
        #expect(state.trouble == .lost)
        #expect(state.take(.mend(.granted, plan)) == [.open(plan)])
        #expect(state.returns == 0)
    }

    @Test func heatTakesFramesBeforePhotos() {
        var state = running
        #expect(state.take(.pressed(.serious)) == [.look(.few)])
        #expect(state.take(.pressed(.serious)).isEmpty)
        #expect(state.take(.pressed(.critical)) == [.look(.none)])
        #expect(state.take(.shutter) == [.take])
        #expect(state.take(.missed).isEmpty)
        #expect(state.take(.pressed(.nominal)) == [.look(.full)])
        var hot = opening
        #expect(hot.take(.pressed(.critical)).isEmpty)
        #expect(hot.take(.opened(givesFrames: true)) == [.look(.none)])
    }

    @Test func whatGivesNoFramesGivesPhotos() {
        var state = opening
        #expect(state.take(.opened(givesFrames: false)) == [.look(.none)])
        #expect(state.take(.pressed(.serious)).isEmpty)
        #expect(state.take(.shutter) == [.take])
    }

    @Test func theButtonBesideATroubleMendsIt() throws {
        let plan = try #require(plan)
        for trouble in CameraTrouble.allCases {
            var state = running
            _ = state.take(.failed(trouble))
            #expect(state.take(.mend(.granted, plan)) == [.open(plan)])
        }
        var blocked = after(.begin(.denied, plan))
        #expect(blocked.take(.mend(.denied, plan)) == [.openSettings])
        var held = running
        _ = held.take(.interrupted(.inUse))
        #expect(held.take(.mend(.granted, plan)) == [.close, .open(plan)])
        var none = running
        #expect(none.take(.mend(.granted, plan)).isEmpty)
    }

    @Test func theLampIsSwitchedWhileItRuns() {
        var state = running
        #expect(state.take(.lamp) == [.light(true)])
        #expect(state.take(.lamp) == [.light(false)])
        _ = state.take(.lamp)
        _ = state.take(.lampOut)
        #expect(!state.isLit)
        var off = stopped
        #expect(off.take(.lamp).isEmpty)
        let dark = Plan(for: .portrait, with: [.sample(hasLamp: false)], isWide: false)
        var without = after(.begin(.granted, dark), .opened(givesFrames: true))
        #expect(without.take(.lamp).isEmpty)
    }

    /// Every walk of seven events: whatever comes, a camera is open only while its state says so, a photo that was asked for and
    /// comes is handed over, once, and nothing but the student or the camera's own end gives it up.
    @Test func nothingThatHappensLosesAPhotoOrLeavesACameraOpen() {
        let events: [CameraEvent] = [
            .begin(.granted, plan), .begin(.unasked, plan), .begin(.denied, plan), .mend(.granted, plan),
            .mend(.denied, nil), .stop, .opened(givesFrames: true), .opened(givesFrames: false), .interrupted(.inUse),
            .interrupted(.interrupted), .resumed, .reset, .failed(.lost), .pressed(.critical), .pressed(.nominal),
            .shutter, .photo(Data([1])), .missed, .lamp, .lampOut,
        ]
        var reached: Set<Seen> = [Seen()]
        var fresh = reached
        for _ in 0..<7 {
            fresh = Set(fresh.flatMap { seen in events.map { seen.after($0) } }).subtracting(reached)
            reached.formUnion(fresh)
        }
        #expect(reached.contains { $0.state.phase == .taken })
        #expect(reached.contains { $0.state.interruption != nil && $0.awaitsPhoto })
        #expect(reached.count < 20_000)
    }
}

/// A state, whether a camera is open by what was done so far, and whether a photo was asked of it.
private struct Seen: Hashable {
    var state = CameraState()
    var isOpen = false
    var awaitsPhoto = false

    func after(_ event: CameraEvent) -> Seen {
        var seen = self
        let effects = seen.state.take(event)
        let here: Comment = "\(state.phase), \(event.name): \(seen.state.phase)"
        let handed = effects.count { if case .handOver = $0 { true } else { false } }
        #expect(handed == (awaitsPhoto && event.name == "photo" ? 1 : 0), here)
        // It came or it did not: either way no other is to be expected.
        if ["photo", "missed"].contains(event.name) { seen.awaitsPhoto = false }
        for effect in effects { seen.carryOut(effect, here) }
        if awaitsPhoto && !seen.awaitsPhoto {
            #expect(["photo", "missed", "stop", "failed", "reset", "mend"].contains(event.name), here)
        }
        #expect(seen.isOpen == seen.state.isOpen, here)
        #expect(seen.isOpen == [.opening, .running, .taking].contains(seen.state.phase), here)
        #expect(seen.awaitsPhoto == (seen.state.phase == .taking), here)
        #expect(seen.isOpen || seen.state.interruption == nil && !seen.state.isLit, here)
        return seen
    }

    private mutating func carryOut(_ effect: CameraEffect, _ here: Comment) {
        switch effect {
        case .open:
            #expect(!isOpen, here)
            isOpen = true
        case .close:
            #expect(isOpen, here)
            (isOpen, awaitsPhoto) = (false, false)
        case .take:
            #expect(isOpen && !awaitsPhoto, here)
            awaitsPhoto = true
        case .light, .look: #expect(isOpen, here)
        case .ask, .openSettings, .handOver: break
        }
    }
}

extension CameraEvent {
    /// The case's name.
    fileprivate var name: String { Mirror(reflecting: self).children.first?.label ?? "\(self)" }
}
