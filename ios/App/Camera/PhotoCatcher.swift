import AVFoundation
import RuxueShell

/// Waits for one photo, and tells once what came of it. Called on the camera's own thread, one call after the other.
final class PhotoCatcher: NSObject, AVCapturePhotoCaptureDelegate, @unchecked Sendable {
    private let tell: @Sendable (CameraEvent) -> Void
    private var isDone = false

    init(_ tell: @escaping @Sendable (CameraEvent) -> Void) {
        self.tell = tell
    }

    func photoOutput(
        _ output: AVCapturePhotoOutput,
        didFinishProcessingPhoto photo: AVCapturePhoto,
        error: (any Error)?
    ) {
        finish(error == nil ? photo.fileDataRepresentation() : nil)
    }

    /// The last that is heard of a photo, even of one that never came.
    func photoOutput(
        _ output: AVCapturePhotoOutput,
        didFinishCaptureFor resolvedSettings: AVCaptureResolvedPhotoSettings,
        error: (any Error)?
    ) {
        finish(nil)
    }

    private func finish(_ file: Data?) {
        guard !isDone else { return }
        isDone = true
        tell(file.map(CameraEvent.photo) ?? .missed)
    }
}
