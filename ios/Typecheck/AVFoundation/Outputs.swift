// Photos and frames. Methods that are optional in delegates are required here: a wrong name does not go unseen.
import Foundation

public struct AVVideoCodecType: Hashable, RawRepresentable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { fatalError() }
    public static let jpeg = AVVideoCodecType(rawValue: "")
}

public let AVVideoCodecKey = ""

public final class AVCapturePhotoOutput: AVCaptureOutput {
    public enum QualityPrioritization: Int, Sendable { case speed = 1, balanced, quality }

    public override init() { fatalError() }
    public var maxPhotoQualityPrioritization: QualityPrioritization { get { fatalError() } set { fatalError() } }
    public var maxPhotoDimensions: CMVideoDimensions { get { fatalError() } set { fatalError() } }
    public func capturePhoto(with settings: AVCapturePhotoSettings, delegate: any AVCapturePhotoCaptureDelegate) { fatalError() }
}

open class AVCapturePhotoSettings: NSObject {
    public convenience init(format: [String: Any]?) { fatalError() }
    public var flashMode: AVCaptureDevice.FlashMode { get { fatalError() } set { fatalError() } }
    public var photoQualityPrioritization: AVCapturePhotoOutput.QualityPrioritization { get { fatalError() } set { fatalError() } }
    public var maxPhotoDimensions: CMVideoDimensions { get { fatalError() } set { fatalError() } }
}

public final class AVCaptureResolvedPhotoSettings: NSObject {}

public final class AVCapturePhoto: NSObject {
    public func fileDataRepresentation() -> Data? { fatalError() }
}

public protocol AVCapturePhotoCaptureDelegate: NSObjectProtocol {
    func photoOutput(_ output: AVCapturePhotoOutput, didFinishProcessingPhoto photo: AVCapturePhoto, error: (any Error)?)
    func photoOutput(_ output: AVCapturePhotoOutput, didFinishCaptureFor resolvedSettings: AVCaptureResolvedPhotoSettings, error: (any Error)?)
}

public final class AVCaptureVideoDataOutput: AVCaptureOutput {
    public override init() { fatalError() }
    public var videoSettings: [String: Any]! { get { fatalError() } set { fatalError() } }
    public var alwaysDiscardsLateVideoFrames: Bool { get { fatalError() } set { fatalError() } }
    public func setSampleBufferDelegate(_ sampleBufferDelegate: (any AVCaptureVideoDataOutputSampleBufferDelegate)?, queue sampleBufferCallbackQueue: DispatchQueue?) { fatalError() }
}

public protocol AVCaptureVideoDataOutputSampleBufferDelegate: NSObjectProtocol {
    func captureOutput(_ output: AVCaptureOutput, didOutput sampleBuffer: CMSampleBuffer, from connection: AVCaptureConnection)
}
