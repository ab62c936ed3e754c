import AVFoundation
import RuxueShell

/// Hears what the system says of a session and a camera, as long as it is kept.
final class SessionEars {
    private var heard: [any NSObjectProtocol] = []
    private var seen: [NSKeyValueObservation] = []

    /// - Parameters:
    ///   - session: Of whose interruptions and errors to hear.
    ///   - device: Of whose heat and lamp to hear.
    ///   - tell: Is told of them.
    ///   - changed: Is told when something else is seen than what was aimed at.
    init(
        _ session: AVCaptureSession,
        _ device: AVCaptureDevice,
        _ tell: @escaping @Sendable (CameraEvent) -> Void,
        changed: @escaping @Sendable () -> Void
    ) {
        hear(AVCaptureSession.wasInterruptedNotification, of: session) { tell(.interrupted($0.interruption.trouble)) }
        hear(AVCaptureSession.interruptionEndedNotification, of: session) { _ in tell(.resumed) }
        hear(AVCaptureSession.runtimeErrorNotification, of: session) { tell($0.tellsOfReset ? .reset : .failed(.lost)) }
        hear(AVCaptureDevice.subjectAreaDidChangeNotification, of: device) { _ in changed() }
        seen = [
            device.observe(\.systemPressureState, options: [.initial, .new]) { device, _ in
                tell(.pressed(Pressure(device.systemPressureState.level)))
            },
            device.observe(\.isTorchActive, options: [.new]) { device, _ in
                if !device.isTorchActive { tell(.lampOut) }
            },
        ]
    }

    deinit {
        for observer in heard { NotificationCenter.default.removeObserver(observer) }
        seen.forEach { $0.invalidate() }
    }

    private func hear(
        _ name: Notification.Name,
        of object: AnyObject,
        _ act: @escaping @Sendable (Notification) -> Void
    ) {
        heard.append(NotificationCenter.default.addObserver(forName: name, object: object, queue: nil, using: act))
    }
}

extension Notification {
    fileprivate var interruption: Interruption {
        let reason = userInfo?[AVCaptureSessionInterruptionReasonKey] as? Int
        return Interruption(reason.flatMap(AVCaptureSession.InterruptionReason.init(rawValue:)))
    }

    /// Whether the system began anew with all media: everything opened again may work.
    fileprivate var tellsOfReset: Bool {
        (userInfo?[AVCaptureSessionErrorKey] as? AVError)?.code == .mediaServicesWereReset
    }
}
