import AVFoundation
import RuxueCore
import RuxueShell

/// Lends a camera's frames to who looks at them, where they lie.
///
/// Unchecked: what changes is reached with the lock held.
final class FrameTap: NSObject, AVCaptureVideoDataOutputSampleBufferDelegate, @unchecked Sendable {
    private let watch: FrameWatch
    private let lock = NSLock()
    private var turned = 90

    init(_ watch: FrameWatch) {
        self.watch = watch
    }

    /// By how many degrees frames are to be turned clockwise to be upright.
    var degrees: Int { lock.withLock { turned } }

    func turn(to degrees: Int) {
        lock.withLock { turned = degrees }
    }

    func captureOutput(
        _ output: AVCaptureOutput,
        didOutput sampleBuffer: CMSampleBuffer,
        from connection: AVCaptureConnection
    ) {
        let seconds = CMTimeGetSeconds(CMSampleBufferGetPresentationTimeStamp(sampleBuffer))
        guard seconds.isFinite, seconds >= 0 else { return }
        let millis = UInt64(seconds * 1000)
        guard watch.wants(at: millis), let pixels = CMSampleBufferGetImageBuffer(sampleBuffer) else { return }
        lend(pixels, at: millis)
    }

    private func lend(_ pixels: CVPixelBuffer, at millis: UInt64) {
        guard CVPixelBufferLockBaseAddress(pixels, .readOnly) == kCVReturnSuccess else { return }
        defer { CVPixelBufferUnlockBaseAddress(pixels, .readOnly) }
        let layout = FrameLayout(
            width: UInt32(CVPixelBufferGetWidth(pixels)),
            height: UInt32(CVPixelBufferGetHeight(pixels)),
            rotation: UInt32(degrees),
            yRowStride: UInt32(CVPixelBufferGetBytesPerRowOfPlane(pixels, 0)),
            uvRowStride: UInt32(CVPixelBufferGetBytesPerRowOfPlane(pixels, 1)),
            uvPixelStride: 2,
            atMillis: millis
        )
        watch.look(LiveFrame(layout: layout, y: plane(0, of: pixels), uv: plane(1, of: pixels)))
    }

    private func plane(_ index: Int, of pixels: CVPixelBuffer) -> UnsafeRawBufferPointer {
        let count = CVPixelBufferGetBytesPerRowOfPlane(pixels, index) * CVPixelBufferGetHeightOfPlane(pixels, index)
        return UnsafeRawBufferPointer(start: CVPixelBufferGetBaseAddressOfPlane(pixels, index), count: count)
    }
}
