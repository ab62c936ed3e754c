import Foundation
import RuxueCore

#if canImport(Combine)
    import Combine
#endif

/// A camera to take one photo with: draw ``scene``, tell what the student does. After a photo it rests, the camera let go of,
/// until what is done with the photo is over or it is started again.
@MainActor
public final class CaptureModel {
    /// What to show.
    public private(set) var scene: CaptureScene {
        willSet {
            #if canImport(Combine)
                objectWillChange.send()
            #endif
        }
    }

    /// Is given each photo.
    public var onPhoto: @MainActor (Data) -> Void = { _ in }

    private var view: CaptureView
    private let device: any CameraDevice
    private let driver: CameraDriver
    private let haptics: any Haptics
    private let voice: any Voice
    private let announcer: Announcer
    private let time: any Timekeeper
    private var isStarted = false
    private var isWide = false
    private var told: FrameGuidance?
    private var hand: Hand = .away

    /// When the shutter is there to be pressed.
    private enum Hand {
        case away
        case awaited(Delay)
        case admitted
    }

    /// A camera at rest.
    ///
    /// - Parameters:
    ///   - view: What is to be taken.
    ///   - language: The language of the guidance.
    ///   - device: The phone's cameras.
    ///   - haptics: What the hand feels.
    ///   - voice: What reads the screen out.
    ///   - time: When the shutter may be pressed, and texts are read.
    ///   - toMain: How what cameras tell gets to the main actor.
    public init(
        view: CaptureView,
        language: Language,
        device: any CameraDevice,
        haptics: any Haptics,
        voice: any Voice,
        time: any Timekeeper,
        toMain: ToMain? = nil
    ) {
        self.view = view
        self.device = device
        self.haptics = haptics
        self.voice = voice
        self.time = time
        announcer = Announcer(voice: voice, time: time)
        driver = CameraDriver(device, language: language, toMain: toMain ?? toMainQueue)
        scene = CaptureScene(view: view, state: driver.state, told: nil, isByHand: false)
        driver.outside = self
    }

    /// Shows what is to be taken.
    public func show(_ view: CaptureView) {
        let before = self.view
        self.view = view
        let isOther = view.slot != before.slot
        // While a photo is looked at, a chosen one perhaps, another would be in the way.
        let isInTheWay = view.head.busy != nil && driver.state.phase != .taken
        if isOther || isInTheWay { driver.on(.stop) }
        if isOther || before.head.busy != nil { begin() }
        draw()
    }

    /// Runs the camera as soon as it is allowed and nothing is under way; after a photo, anew.
    public func start() {
        isStarted = true
        begin()
    }

    /// Lets go of the camera.
    public func stop() {
        isStarted = false
        driver.on(.stop)
    }

    /// The shutter was pressed.
    public func press() {
        guard scene.shutter.isEnabled else { return }
        haptics.tick()
        driver.on(.shutter)
    }

    /// The lamp's switch was pressed.
    public func switchLamp() {
        driver.on(.lamp)
    }

    /// The button beside a trouble was pressed.
    public func mend() {
        if canBegin { driver.on(.mend(device.access, plan)) }
    }

    /// The picture was touched.
    ///
    /// - Parameter point: Where, as fractions of the sensor's own picture.
    /// - Returns: Whether the camera now focuses there.
    public func aim(at point: CGPoint) -> Bool {
        driver.aim(at: point)
    }

    /// The phone was turned: a card needs another zoom where the picture has another shape.
    ///
    /// - Parameter isWide: Whether the upright picture is wider than high.
    public func turn(isWide: Bool) {
        self.isWide = isWide
        // What is waited for comes, even if the phone is turned meanwhile.
        guard [.opening, .running].contains(driver.state.phase), driver.state.plan != plan else { return }
        driver.on(.stop)
        begin()
    }

    private var canBegin: Bool { isStarted && view.head.busy == nil }

    private var plan: Plan? { Plan(for: view.slot, with: device.lenses(), isWide: isWide) }

    private func begin() {
        guard canBegin else { return }
        haptics.prepare()
        driver.slot = view.slot
        driver.on(.begin(device.access, plan))
    }

    private func draw() {
        let now = CaptureScene(view: view, state: driver.state, told: told, isByHand: isByHand)
        if now != scene { scene = now }
    }
}

// By hand, after a while.
extension CaptureModel {
    private var isByHand: Bool {
        if case .admitted = hand { true } else { false }
    }

    /// The shutter may be pressed after a while; at once where nothing else would press it, or nobody sees the ring.
    private func awaitHand(_ state: CameraState) {
        if state.frames == .none || voice.isOn { return admitHand() }
        guard case .away = hand else { return }
        let delay = time.after(Int(view.manualAfterMillis)) { [weak self] in
            self?.admitHand()
            self?.draw()
        }
        hand = .awaited(delay)
    }

    private func admitHand() {
        callOffHand()
        hand = .admitted
    }

    private func callOffHand() {
        if case .awaited(let delay) = hand { delay.callOff() }
        hand = .away
    }
}

extension CaptureModel: CameraOutside {
    func show(_ state: CameraState) {
        switch state.phase {
        case .running: awaitHand(state)
        case .taking: break
        default:
            // Whoever aims again is told again from the beginning.
            callOffHand()
            told = nil
        }
        if state.interruption != nil { told = nil }
        let before = scene.trouble
        draw()
        announce(scene.trouble, after: before)
    }

    func guide(_ guidance: FrameGuidance) {
        if guidance.guidance == .hold, told?.guidance != .hold { haptics.tick() }
        told = guidance
        announcer.say(guidance.text)
        draw()
    }

    func answered() {
        begin()
    }

    func photo(_ file: Data) {
        haptics.success()
        onPhoto(file)
    }

    private func announce(_ trouble: CaptureScene.Trouble?, after before: CaptureScene.Trouble?) {
        if let trouble, trouble != before {
            announcer.sayNow(trouble.text)
        } else if told == nil {
            announcer.beginAnew()
        }
    }
}

#if canImport(Combine)
    extension CaptureModel: ObservableObject {}
#endif
