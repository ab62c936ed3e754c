import AVFoundation
import RuxueShell
import SwiftUI
import UIKit

/// The live picture.
struct CameraPreview: UIViewRepresentable {
    let camera: AVCamera
    /// The camera that is open: the picture turns with it.
    let lens: Lens?
    /// Whether there is something to see.
    let isShown: Bool
    /// Is told by how many degrees the camera's picture is to be turned to be upright.
    let onTurn: @MainActor (Int) -> Void
    /// Is told where it was touched: here, and as fractions of the sensor's picture.
    let onTouch: @MainActor (CGPoint, CGPoint) -> Void

    func makeUIView(context: Context) -> PreviewView {
        let view = PreviewView()
        view.show(camera.rig.session)
        return view
    }

    func updateUIView(_ view: PreviewView, context: Context) {
        (view.onTurn, view.onTouch) = (onTurn, onTouch)
        view.isHidden = !isShown
        view.follow(lens)
    }
}

/// The layer that AVFoundation draws on.
final class PreviewView: UIView {
    var onTurn: @MainActor (Int) -> Void = { _ in }
    var onTouch: @MainActor (CGPoint, CGPoint) -> Void = { _, _ in }
    private var followed: Lens?
    private var turning: [AnyObject] = []
    private var degrees: Int?

    override class var layerClass: AnyClass { AVCaptureVideoPreviewLayer.self }

    private var preview: AVCaptureVideoPreviewLayer? { layer as? AVCaptureVideoPreviewLayer }

    func show(_ session: AVCaptureSession) {
        preview?.session = session
        preview?.videoGravity = .resizeAspectFill
    }

    /// Turns with that camera from now on.
    func follow(_ lens: Lens?) {
        if let degrees { preview?.connection?.turn(to: degrees) }
        guard lens != followed else { return }
        followed = lens
        turning = []
        guard #available(iOS 17, *), let lens, let preview, let device = AVCaptureDevice(uniqueID: lens.id) else {
            return
        }
        let coordinator = AVCaptureDevice.RotationCoordinator(device: device, previewLayer: preview)
        let watching = coordinator.observe(\.videoRotationAngleForHorizonLevelPreview, options: [.initial, .new]) {
            [weak self] coordinator, _ in
            let degrees = Int(coordinator.videoRotationAngleForHorizonLevelPreview)
            // It is told on the main thread.
            MainActor.assumeIsolated { self?.turn(to: degrees) }
        }
        turning = [coordinator, watching]
    }

    override func layoutSubviews() {
        super.layoutSubviews()
        if turning.isEmpty, let held = window?.windowScene?.interfaceOrientation { turn(to: held.degrees) }
    }

    override func touchesEnded(_ touches: Set<UITouch>, with event: UIEvent?) {
        super.touchesEnded(touches, with: event)
        guard let place = touches.first?.location(in: self), let preview else { return }
        onTouch(place, preview.captureDevicePointConverted(fromLayerPoint: place))
    }

    private func turn(to degrees: Int) {
        preview?.connection?.turn(to: degrees)
        guard degrees != self.degrees else { return }
        self.degrees = degrees
        // Not in the middle of laying out.
        Task { onTurn(degrees) }
    }
}

extension UIInterfaceOrientation {
    /// By how many degrees pictures of the camera on the back are to be turned clockwise to be upright.
    fileprivate var degrees: Int {
        switch self {
        case .landscapeRight: 0
        case .landscapeLeft: 180
        case .portraitUpsideDown: 270
        default: 90
        }
    }
}
