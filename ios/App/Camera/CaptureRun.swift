import AVFoundation
import RuxueShell

/// One opening of a camera.
///
/// Unchecked: everything but ``later(_:)`` and ``turn(to:)`` is called on the rig's queue, and nothing else touches what changes.
final class CaptureRun: @unchecked Sendable {
    private let rig: CaptureRig
    private let plan: Plan
    private let tell: @Sendable (CameraEvent) -> Void
    private let tap: FrameTap
    private let photos = AVCapturePhotoOutput()
    private let frames = AVCaptureVideoDataOutput()
    private var device: AVCaptureDevice?
    private var catcher: PhotoCatcher?
    private var ears: SessionEars?

    init(_ rig: CaptureRig, _ plan: Plan, _ watch: FrameWatch, tell: @escaping @Sendable (CameraEvent) -> Void) {
        self.rig = rig
        self.plan = plan
        self.tell = tell
        tap = FrameTap(watch)
    }

    /// Has something done on the queue.
    func later(_ work: @escaping @Sendable (CaptureRun) -> Void) {
        rig.queue.async { work(self) }
    }

    /// By how many degrees pictures are to be turned from now on.
    func turn(to degrees: Int) {
        tap.turn(to: degrees)
    }

    func open() {
        guard let device = AVCaptureDevice(uniqueID: plan.lens.id),
            let input = try? AVCaptureDeviceInput(device: device),
            connect(input)
        else { return tell(.failed(.lost)) }
        self.device = device
        choosePhotoSize(device)
        device.configured { prepare($0) }
        ears = SessionEars(rig.session, device, tell) { [weak self] in self?.later { $0.settle() } }
        rig.session.startRunning()
        let isAlive = rig.session.isRunning || rig.session.isInterrupted
        tell(isAlive ? .opened(givesFrames: rig.session.outputs.contains(frames)) : .failed(.lost))
    }

    /// The camera is free; input and outputs stay, so that the last picture does.
    func close() {
        guard device != nil else { return }
        ears = nil
        light(false)
        frames.setSampleBufferDelegate(nil, queue: nil)
        rig.session.stopRunning()
        device = nil
    }

    func take() {
        guard rig.session.isRunning else { return tell(.missed) }
        let settings = AVCapturePhotoSettings(format: [AVVideoCodecKey: AVVideoCodecType.jpeg])
        settings.flashMode = .off
        settings.photoQualityPrioritization = .quality
        settings.maxPhotoDimensions = photos.maxPhotoDimensions
        photos.connection(with: .video)?.turn(to: tap.degrees)
        let catcher = PhotoCatcher(tell)
        self.catcher = catcher
        photos.capturePhoto(with: settings, delegate: catcher)
    }

    func light(_ isLit: Bool) {
        guard let device, device.hasTorch else { return }
        let isPossible = device.isTorchAvailable && device.isTorchModeSupported(.on)
        device.configured { $0.torchMode = isLit && isPossible ? .on : .off }
        if isLit && !isPossible { tell(.lampOut) }
    }

    func aim(at point: CGPoint) {
        device?.configured { device in
            device.look(at: point)
            device.isSubjectAreaChangeMonitoringEnabled = true
        }
    }

    func giveFrames(_ gives: Bool) {
        frames.connection(with: .video)?.isEnabled = gives
    }

    /// Something else is seen than what was aimed at.
    private func settle() {
        device?.configured { device in
            device.look(at: CGPoint(x: 0.5, y: 0.5))
            device.isSubjectAreaChangeMonitoringEnabled = false
        }
    }

    /// In place of what an earlier opening left.
    private func connect(_ input: AVCaptureDeviceInput) -> Bool {
        let session = rig.session
        session.beginConfiguration()
        defer { session.commitConfiguration() }
        session.inputs.forEach(session.removeInput)
        session.outputs.forEach(session.removeOutput)
        guard session.canSetSessionPreset(.photo), session.canAddInput(input), session.canAddOutput(photos) else {
            return false
        }
        session.sessionPreset = .photo
        session.addInput(input)
        session.addOutput(photos)
        photos.maxPhotoQualityPrioritization = .quality
        if session.isMultitaskingCameraAccessSupported { session.isMultitaskingCameraAccessEnabled = true }
        connectFrames()
        return true
    }

    /// Photos come first: what can't give frames beside them goes without.
    private func connectFrames() {
        guard rig.session.canAddOutput(frames) else { return }
        frames.videoSettings = [
            kCVPixelBufferPixelFormatTypeKey as String: kCVPixelFormatType_420YpCbCr8BiPlanarFullRange
        ]
        frames.alwaysDiscardsLateVideoFrames = true
        frames.setSampleBufferDelegate(tap, queue: rig.frames)
        rig.session.addOutput(frames)
    }

    /// Only now is it known in which format the session takes photos.
    private func choosePhotoSize(_ device: AVCaptureDevice) {
        let sizes = device.activeFormat.supportedMaxPhotoDimensions
        let best = photoSize(sizes.map { Extent($0) })
        if let size = sizes.first(where: { Extent($0) == best }) { photos.maxPhotoDimensions = size }
    }

    private func prepare(_ device: AVCaptureDevice) {
        let zooms = device.minAvailableVideoZoomFactor...device.maxAvailableVideoZoomFactor
        device.videoZoomFactor = min(max(zooms.lowerBound, plan.zoom), zooms.upperBound)
        if device.isAutoFocusRangeRestrictionSupported {
            device.autoFocusRangeRestriction = plan.isNear ? .near : .none
        }
        device.look(at: CGPoint(x: 0.5, y: 0.5))
    }
}

extension AVCaptureDevice {
    /// Changes its settings; leaves them where somebody else does.
    func configured(_ change: (AVCaptureDevice) -> Void) {
        guard (try? lockForConfiguration()) != nil else { return }
        defer { unlockForConfiguration() }
        change(self)
    }

    /// Focuses there and measures light there, and goes on doing so.
    fileprivate func look(at point: CGPoint) {
        if isFocusPointOfInterestSupported { focusPointOfInterest = point }
        if isFocusModeSupported(.continuousAutoFocus) { focusMode = .continuousAutoFocus }
        if isExposurePointOfInterestSupported { exposurePointOfInterest = point }
        if isExposureModeSupported(.continuousAutoExposure) { exposureMode = .continuousAutoExposure }
    }
}

extension AVCaptureConnection {
    /// Turns its pictures clockwise, by quarter turns.
    func turn(to degrees: Int) {
        if #available(iOS 17, *) {
            let angle = CGFloat(degrees)
            if isVideoRotationAngleSupported(angle) { videoRotationAngle = angle }
        } else if isVideoOrientationSupported {
            videoOrientation = AVCaptureVideoOrientation(degrees: degrees)
        }
    }
}

extension AVCaptureVideoOrientation {
    /// How the phone is held when pictures of the camera on its back are upright after a turn of so many degrees.
    fileprivate init(degrees: Int) {
        switch degrees {
        case 0: self = .landscapeRight
        case 180: self = .landscapeLeft
        case 270: self = .portraitUpsideDown
        default: self = .portrait
        }
    }
}
