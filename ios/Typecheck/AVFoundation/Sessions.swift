// What connects a camera to what takes its pictures.
import Foundation
import UIKit

open class AVCaptureSession: NSObject {
    public class var wasInterruptedNotification: NSNotification.Name { fatalError() }
    public class var interruptionEndedNotification: NSNotification.Name { fatalError() }
    public class var runtimeErrorNotification: NSNotification.Name { fatalError() }

    public var inputs: [AVCaptureInput] { fatalError() }
    public var outputs: [AVCaptureOutput] { fatalError() }
    public var sessionPreset: Preset { get { fatalError() } set { fatalError() } }
    public var isRunning: Bool { fatalError() }
    public var isInterrupted: Bool { fatalError() }
    public var isMultitaskingCameraAccessSupported: Bool { fatalError() }
    public var isMultitaskingCameraAccessEnabled: Bool { get { fatalError() } set { fatalError() } }

    public func canSetSessionPreset(_ preset: Preset) -> Bool { fatalError() }
    public func canAddInput(_ input: AVCaptureInput) -> Bool { fatalError() }
    public func addInput(_ input: AVCaptureInput) { fatalError() }
    public func removeInput(_ input: AVCaptureInput) { fatalError() }
    public func canAddOutput(_ output: AVCaptureOutput) -> Bool { fatalError() }
    public func addOutput(_ output: AVCaptureOutput) { fatalError() }
    public func removeOutput(_ output: AVCaptureOutput) { fatalError() }
    public func beginConfiguration() { fatalError() }
    public func commitConfiguration() { fatalError() }
    public func startRunning() { fatalError() }
    public func stopRunning() { fatalError() }

    public struct Preset: Hashable, RawRepresentable, Sendable {
        public let rawValue: String
        public init(rawValue: String) { fatalError() }
        public static let photo = Preset(rawValue: "")
    }

    public enum InterruptionReason: Int, Sendable {
        case videoDeviceNotAvailableInBackground = 1
        case audioDeviceInUseByAnotherClient
        case videoDeviceInUseByAnotherClient
        case videoDeviceNotAvailableWithMultipleForegroundApps
        case videoDeviceNotAvailableDueToSystemPressure
        case sensitiveContentMitigationActivated
    }
}

public let AVCaptureSessionInterruptionReasonKey = ""
public let AVCaptureSessionErrorKey = ""

public struct AVError: Error {
    public enum Code: Int, Sendable { case unknown, mediaServicesWereReset }

    public var code: Code { fatalError() }
}

open class AVCaptureInput: NSObject {}

public final class AVCaptureDeviceInput: AVCaptureInput {
    public init(device: AVCaptureDevice) throws { fatalError() }
}

open class AVCaptureOutput: NSObject {
    public func connection(with mediaType: AVMediaType) -> AVCaptureConnection? { fatalError() }
}

public final class AVCaptureConnection: NSObject {
    public var isEnabled: Bool { get { fatalError() } set { fatalError() } }
    public var isVideoOrientationSupported: Bool { fatalError() }
    public var videoOrientation: AVCaptureVideoOrientation { get { fatalError() } set { fatalError() } }
    @available(iOS 17, *)
    public func isVideoRotationAngleSupported(_ videoRotationAngle: CGFloat) -> Bool { fatalError() }
    @available(iOS 17, *)
    public var videoRotationAngle: CGFloat { get { fatalError() } set { fatalError() } }
}

public enum AVCaptureVideoOrientation: Int, Sendable {
    case portrait = 1
    case portraitUpsideDown, landscapeRight, landscapeLeft
}

public enum AVLayerVideoGravity: Sendable {
    case resizeAspect, resizeAspectFill, resize
}

public final class AVCaptureVideoPreviewLayer: CALayer {
    public var session: AVCaptureSession? { get { fatalError() } set { fatalError() } }
    public var videoGravity: AVLayerVideoGravity { get { fatalError() } set { fatalError() } }
    public var connection: AVCaptureConnection? { fatalError() }
    public func captureDevicePointConverted(fromLayerPoint pointInLayer: CGPoint) -> CGPoint { fatalError() }
}
