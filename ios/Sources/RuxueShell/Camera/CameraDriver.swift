import Foundation
import RuxueCore

/// Who sees what the camera is doing, and takes what comes of it.
@MainActor
protocol CameraOutside: AnyObject {
    func show(_ state: CameraState)
    func guide(_ guidance: FrameGuidance)
    func answered()
    func photo(_ file: Data)
}

/// Has work done on the main actor, in the order in which it was given.
public typealias ToMain = @Sendable (@escaping @MainActor @Sendable () -> Void) -> Void

/// Through the main queue: tasks of their own might overtake each other.
let toMainQueue: ToMain = { work in
    DispatchQueue.main.async { MainActor.assumeIsolated(work) }
}

/// Drives the cameras of a device as ``CameraState`` says. What a camera tells after it was closed is heard by nobody.
@MainActor
final class CameraDriver {
    weak var outside: (any CameraOutside)?
    private(set) var state = CameraState()
    /// What is to be taken from the next opening on.
    var slot = Slot.portraitSide
    private let language: Language
    private let device: any CameraDevice
    private let toMain: ToMain
    private var open: Opened?
    private var mark: Mark?

    private struct Opened {
        let camera: any OpenCamera
        let watch: FrameWatch
    }

    /// Tells one opening from the next: a camera may tell something before there is a handle to it.
    private final class Mark: Sendable {}

    init(_ device: any CameraDevice, language: Language, toMain: @escaping ToMain) {
        self.device = device
        self.language = language
        self.toMain = toMain
    }

    func on(_ event: CameraEvent) {
        let before = state
        let effects = state.take(event)
        for effect in effects { carryOut(effect) }
        if state != before { outside?.show(state) }
    }

    /// Focuses on a place of the sensor's picture; false where nothing runs that could, or the place is outside.
    func aim(at point: CGPoint) -> Bool {
        guard state.isAiming, let open, (0...1).contains(point.x), (0...1).contains(point.y) else { return false }
        open.camera.aim(at: point)
        return true
    }

    private func carryOut(_ effect: CameraEffect) {
        switch effect {
        case .ask: device.ask { [weak self] in self?.outside?.answered() }
        case .openSettings: device.openSettings()
        case .open(let plan): open(plan)
        case .close: close()
        case .take: open?.camera.take()
        case .light(let isLit): open?.camera.light(isLit)
        case .look(let rate): look(at: rate)
        case .handOver(let file): outside?.photo(file)
        }
    }

    private func open(_ plan: Plan) {
        let mark = Mark()
        self.mark = mark
        let ifStill = { @Sendable [toMain] (act: @escaping @MainActor @Sendable (CameraDriver) -> Void) in
            toMain { [weak self] in
                guard let self, self.mark === mark else { return }
                act(self)
            }
        }
        let watch = FrameWatch(slot: slot, language: language) { told in ifStill { $0.guide(told) } }
        let camera = device.open(plan, watch: watch) { event in ifStill { $0.on(event) } }
        open = Opened(camera: camera, watch: watch)
    }

    private func guide(_ guidance: FrameGuidance) {
        guard state.isAiming else { return }
        outside?.guide(guidance)
        // The core's own half second of good frames is over.
        if guidance.good { on(.shutter) }
    }

    private func look(at rate: FrameRate) {
        open?.watch.look(at: rate)
        open?.camera.giveFrames(rate != .none)
    }

    private func close() {
        open?.camera.close()
        open?.watch.close()
        (open, mark) = (nil, nil)
    }
}
