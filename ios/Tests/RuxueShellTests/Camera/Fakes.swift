import Foundation
import RuxueCore

@testable import RuxueShell

extension Lens {
    /// A lens of a phone of these years, or what a test wants of it.
    static func sample(
        _ id: String = "wide",
        _ kind: Kind = .wide,
        isRear: Bool = true,
        nearest: Int = 120,
        field: Double = 73,
        changesOver: [Double] = [],
        mostZoom: Double = 15,
        hasLamp: Bool = true
    ) -> Lens {
        Lens(
            id: id,
            kind: kind,
            isRear: isRear,
            minimumFocusDistance: nearest,
            changesOver: changesOver,
            hasLamp: hasLamp,
            formats: [
                Format(size: Extent(width: 1920, height: 1080), field: field - 4, mostZoom: 2 * mostZoom),
                Format(size: Extent(width: 640, height: 480), field: field - 2, mostZoom: mostZoom),
                Format(size: Extent(width: 4032, height: 3024), field: field, mostZoom: mostZoom),
            ]
        )
    }
}

/// Cameras that do what a test has them do.
@MainActor
final class FakeDevice: CameraDevice {
    var access = Access.granted
    var all: [Lens] = [.sample()]
    private(set) var opened: [FakeCamera] = []
    private(set) var asked = 0
    private(set) var settings = 0
    private var answered: (@MainActor @Sendable () -> Void)?

    /// Those that are neither closed nor given up.
    var open: [FakeCamera] { opened.filter { !$0.isClosed } }

    func lenses() -> [Lens] { all }

    func ask(answered: @escaping @MainActor @Sendable () -> Void) {
        asked += 1
        self.answered = answered
    }

    func answer(_ access: Access) {
        self.access = access
        answered?()
    }

    func openSettings() {
        settings += 1
    }

    func open(_ plan: Plan, watch: FrameWatch, tell: @escaping @Sendable (CameraEvent) -> Void) -> any OpenCamera {
        let camera = FakeCamera(plan: plan, watch: watch, tell: tell)
        opened.append(camera)
        return camera
    }
}

/// One that was opened.
@MainActor
final class FakeCamera: OpenCamera {
    let plan: Plan
    let watch: FrameWatch
    let tell: @Sendable (CameraEvent) -> Void
    private(set) var taken = 0
    private(set) var isLit = false
    private(set) var aimed: [CGPoint] = []
    private(set) var givesFrames = true
    private(set) var isClosed = false

    init(plan: Plan, watch: FrameWatch, tell: @escaping @Sendable (CameraEvent) -> Void) {
        (self.plan, self.watch, self.tell) = (plan, watch, tell)
    }

    func take() { taken += 1 }
    func light(_ isLit: Bool) { self.isLit = isLit }
    func aim(at point: CGPoint) { aimed.append(point) }
    func giveFrames(_ gives: Bool) { givesFrames = gives }
    func close() { isClosed = true }
}

/// What is to be done on the main actor, until a test has it done.
final class MainQueue: @unchecked Sendable {
    private let lock = NSLock()
    private var works: [@MainActor @Sendable () -> Void] = []

    var toMain: ToMain {
        { work in self.lock.withLock { self.works.append(work) } }
    }

    @MainActor func run() {
        while let work = lock.withLock({ works.isEmpty ? nil : works.removeFirst() }) {
            work()
        }
    }
}

/// Time that a test lets pass.
@MainActor
final class FakeTime: Timekeeper {
    private(set) var millis = 0
    private var due: [(id: Int, at: Int, act: @MainActor @Sendable () -> Void)] = []
    private var ids = 0

    var waiting: Int { due.count }

    func after(_ millis: Int, _ act: @escaping @MainActor @Sendable () -> Void) -> Delay {
        ids += 1
        let id = ids
        due.append((id, self.millis + millis, act))
        return Delay { [weak self] in self?.due.removeAll { $0.id == id } }
    }

    func pass(_ millis: Int) {
        let end = self.millis + millis
        while let next = due.filter({ $0.at <= end }).min(by: { $0.at < $1.at }) {
            due.removeAll { $0.id == next.id }
            self.millis = next.at
            next.act()
        }
        self.millis = end
    }
}

/// Remembers what was read out.
@MainActor
final class FakeVoice: Voice {
    var isOn = true
    private(set) var said: [String] = []

    func say(_ text: String, interrupting: Bool) {
        said.append(interrupting ? "! \(text)" : text)
    }
}

/// Remembers what the hand felt.
@MainActor
final class FakeHaptics: Haptics {
    private(set) var felt: [String] = []

    func prepare() {}
    func tick() { felt.append("tick") }
    func success() { felt.append("success") }
    func warning() { felt.append("warning") }
}
