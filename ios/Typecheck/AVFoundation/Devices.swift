// Cameras.
@_exported import CoreMedia
@_exported import CoreVideo
@_exported import Foundation
import UIKit

public struct AVMediaType: Hashable, RawRepresentable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { fatalError() }
    public static let video = AVMediaType(rawValue: "")
}

public enum AVAuthorizationStatus: Int, Sendable {
    case notDetermined, restricted, denied, authorized
}

open class AVCaptureDevice: NSObject, _KeyValueCodingAndObserving {
    public class var subjectAreaDidChangeNotification: NSNotification.Name { fatalError() }
    public class func authorizationStatus(for mediaType: AVMediaType) -> AVAuthorizationStatus { fatalError() }
    public class func requestAccess(for mediaType: AVMediaType, completionHandler handler: @escaping @Sendable (Bool) -> Void) { fatalError() }

    public init?(uniqueID: String) { fatalError() }

    public var uniqueID: String { fatalError() }
    public var deviceType: DeviceType { fatalError() }
    public var position: Position { fatalError() }
    public var formats: [Format] { fatalError() }
    public var activeFormat: Format { get { fatalError() } set { fatalError() } }
    public var minimumFocusDistance: Int { fatalError() }
    public var virtualDeviceSwitchOverVideoZoomFactors: [NSNumber] { fatalError() }
    public var systemPressureState: SystemPressureState { fatalError() }

    public func lockForConfiguration() throws { fatalError() }
    public func unlockForConfiguration() { fatalError() }

    public var videoZoomFactor: CGFloat { get { fatalError() } set { fatalError() } }
    public var minAvailableVideoZoomFactor: CGFloat { fatalError() }
    public var maxAvailableVideoZoomFactor: CGFloat { fatalError() }

    public func isFocusModeSupported(_ focusMode: FocusMode) -> Bool { fatalError() }
    public var focusMode: FocusMode { get { fatalError() } set { fatalError() } }
    public var isFocusPointOfInterestSupported: Bool { fatalError() }
    public var focusPointOfInterest: CGPoint { get { fatalError() } set { fatalError() } }
    public var isAutoFocusRangeRestrictionSupported: Bool { fatalError() }
    public var autoFocusRangeRestriction: AutoFocusRangeRestriction { get { fatalError() } set { fatalError() } }
    public func isExposureModeSupported(_ exposureMode: ExposureMode) -> Bool { fatalError() }
    public var exposureMode: ExposureMode { get { fatalError() } set { fatalError() } }
    public var isExposurePointOfInterestSupported: Bool { fatalError() }
    public var exposurePointOfInterest: CGPoint { get { fatalError() } set { fatalError() } }
    public var isSubjectAreaChangeMonitoringEnabled: Bool { get { fatalError() } set { fatalError() } }

    public var hasTorch: Bool { fatalError() }
    public var isTorchAvailable: Bool { fatalError() }
    public var isTorchActive: Bool { fatalError() }
    public func isTorchModeSupported(_ torchMode: TorchMode) -> Bool { fatalError() }
    public var torchMode: TorchMode { get { fatalError() } set { fatalError() } }
}

extension AVCaptureDevice {
    public struct DeviceType: Hashable, RawRepresentable, Sendable {
        public let rawValue: String
        public init(rawValue: String) { fatalError() }
        public static let builtInTripleCamera = DeviceType(rawValue: "")
        public static let builtInDualWideCamera = DeviceType(rawValue: "")
        public static let builtInWideAngleCamera = DeviceType(rawValue: "")
    }

    public enum Position: Int, Sendable { case unspecified, back, front }
    public enum FocusMode: Int, Sendable { case locked, autoFocus, continuousAutoFocus }
    public enum ExposureMode: Int, Sendable { case locked, autoExpose, continuousAutoExposure, custom }
    public enum TorchMode: Int, Sendable { case off, on, auto }
    public enum FlashMode: Int, Sendable { case off, on, auto }
    public enum AutoFocusRangeRestriction: Int, Sendable { case none, near, far }

    public final class Format: NSObject {
        public var formatDescription: CMFormatDescription { fatalError() }
        public var videoFieldOfView: Float { fatalError() }
        public var videoMaxZoomFactor: CGFloat { fatalError() }
        public var supportedMaxPhotoDimensions: [CMVideoDimensions] { fatalError() }
    }

    public final class SystemPressureState: NSObject {
        public struct Level: Hashable, RawRepresentable, Sendable {
            public let rawValue: String
            public init(rawValue: String) { fatalError() }
            public static let nominal = Level(rawValue: "")
            public static let fair = Level(rawValue: "")
            public static let serious = Level(rawValue: "")
            public static let critical = Level(rawValue: "")
            public static let shutdown = Level(rawValue: "")
        }

        public var level: Level { fatalError() }
    }

    public final class DiscoverySession: NSObject {
        public init(deviceTypes: [DeviceType], mediaType: AVMediaType?, position: Position) { fatalError() }
        public var devices: [AVCaptureDevice] { fatalError() }
    }

    @available(iOS 17, *)
    public final class RotationCoordinator: NSObject, _KeyValueCodingAndObserving {
        public init(device: AVCaptureDevice, previewLayer: CALayer?) { fatalError() }
        public var videoRotationAngleForHorizonLevelPreview: CGFloat { fatalError() }
    }
}
