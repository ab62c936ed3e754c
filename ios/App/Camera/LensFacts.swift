import AVFoundation
import RuxueShell

extension Lens {
    /// What the system tells of a camera; nil where it is none that was asked for.
    init?(_ device: AVCaptureDevice) {
        guard let kind = Kind.allCases.first(where: { $0.deviceType == device.deviceType }) else { return nil }
        self.init(
            id: device.uniqueID,
            kind: kind,
            isRear: device.position == .back,
            minimumFocusDistance: device.minimumFocusDistance,
            changesOver: device.virtualDeviceSwitchOverVideoZoomFactors.map(\.doubleValue),
            hasLamp: device.hasTorch,
            formats: device.formats.map(Format.init)
        )
    }
}

extension Lens.Kind {
    /// The system's name of it.
    var deviceType: AVCaptureDevice.DeviceType {
        switch self {
        case .triple: .builtInTripleCamera
        case .dualWide: .builtInDualWideCamera
        case .wide: .builtInWideAngleCamera
        }
    }
}

extension Lens.Format {
    fileprivate init(_ format: AVCaptureDevice.Format) {
        let size = CMVideoFormatDescriptionGetDimensions(format.formatDescription)
        self.init(
            size: Extent(size),
            field: Double(format.videoFieldOfView),
            mostZoom: Double(format.videoMaxZoomFactor)
        )
    }
}

extension Extent {
    /// A size as the system tells it.
    init(_ size: CMVideoDimensions) {
        self.init(width: Int(size.width), height: Int(size.height))
    }
}

extension Pressure {
    /// How hot the system says it is; what shuts the camera down is told as an interruption.
    init(_ level: AVCaptureDevice.SystemPressureState.Level) {
        switch level {
        case .serious: self = .serious
        case .critical, .shutdown: self = .critical
        default: self = .nominal
        }
    }
}

extension Interruption {
    /// Why the system interrupted a session.
    init(_ reason: AVCaptureSession.InterruptionReason?) {
        switch reason {
        case .videoDeviceNotAvailableInBackground: self = .background
        case .audioDeviceInUseByAnotherClient: self = .audioInUse
        case .videoDeviceInUseByAnotherClient: self = .videoInUse
        case .videoDeviceNotAvailableWithMultipleForegroundApps: self = .sharedScreen
        case .videoDeviceNotAvailableDueToSystemPressure: self = .pressure
        default: self = .other
        }
    }
}
