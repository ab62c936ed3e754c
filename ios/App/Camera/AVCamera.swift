import AVFoundation
import Combine
import RuxueShell
import UIKit

/// The phone's cameras, as AVFoundation has them. Every opening is a run of one session, to which the preview stays attached.
@MainActor
final class AVCamera: ObservableObject, CameraDevice {
    let rig = CaptureRig()

    /// The camera of the latest opening, for the preview to turn with.
    private(set) var lens: Lens? {
        willSet { objectWillChange.send() }
    }

    private var run: CaptureRun?
    private var degrees = 90

    var access: Access {
        switch AVCaptureDevice.authorizationStatus(for: .video) {
        case .authorized: .granted
        case .notDetermined: .unasked
        case .restricted: .restricted
        case .denied: .denied
        @unknown default: .denied
        }
    }

    func ask(answered: @escaping @MainActor @Sendable () -> Void) {
        AVCaptureDevice.requestAccess(for: .video) { _ in
            Task { @MainActor in answered() }
        }
    }

    func openSettings() {
        guard let page = URL(string: UIApplication.openSettingsURLString) else { return }
        UIApplication.shared.open(page, options: [:], completionHandler: nil)
    }

    func lenses() -> [Lens] {
        let kinds = Lens.Kind.allCases.map(\.deviceType)
        let found = AVCaptureDevice.DiscoverySession(deviceTypes: kinds, mediaType: .video, position: .back)
        return found.devices.compactMap(Lens.init)
    }

    func open(_ plan: Plan, watch: FrameWatch, tell: @escaping @Sendable (CameraEvent) -> Void) -> any OpenCamera {
        lens = plan.lens
        let run = CaptureRun(rig, plan, watch, tell: tell)
        run.turn(to: degrees)
        run.later { $0.open() }
        self.run = run
        return AVOpenCamera(run)
    }

    /// The picture is upright when turned clockwise by so many degrees: frames and photos too.
    func turn(to degrees: Int) {
        self.degrees = degrees
        run?.turn(to: degrees)
    }
}

/// One opening, for the main actor.
@MainActor
private final class AVOpenCamera: OpenCamera {
    private let run: CaptureRun

    init(_ run: CaptureRun) {
        self.run = run
    }

    // A camera that was forgotten does not go on.
    deinit {
        run.later { $0.close() }
    }

    func take() {
        run.later { $0.take() }
    }

    func light(_ isLit: Bool) {
        run.later { $0.light(isLit) }
    }

    func aim(at point: CGPoint) {
        run.later { $0.aim(at: point) }
    }

    func giveFrames(_ gives: Bool) {
        run.later { $0.giveFrames(gives) }
    }

    func close() {
        run.later { $0.close() }
    }
}
