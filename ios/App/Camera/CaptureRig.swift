import AVFoundation

/// The session that all openings share, and the queue on which alone it is worked with: starting a camera takes its time.
///
/// Unchecked: the preview layer holds the session on the main thread, as AVFoundation means it to; all else goes through the
/// queue. An actor with the queue as its executor would have the compiler see that, but needs iOS 17.
final class CaptureRig: @unchecked Sendable {
    let session = AVCaptureSession()
    let queue = DispatchQueue(label: "camera", qos: .userInitiated)
    let frames = DispatchQueue(label: "camera.frames", qos: .userInitiated)
}
