// What comes from a camera, and when.
import CoreVideo

public final class CMSampleBuffer {}

public struct CMTime: Sendable {}

public final class CMFormatDescription {}

public typealias CMVideoFormatDescription = CMFormatDescription

public struct CMVideoDimensions: Sendable {
    public var width: Int32
    public var height: Int32
}

public func CMSampleBufferGetPresentationTimeStamp(_ sbuf: CMSampleBuffer) -> CMTime { fatalError() }
public func CMSampleBufferGetImageBuffer(_ sbuf: CMSampleBuffer) -> CVImageBuffer? { fatalError() }
public func CMTimeGetSeconds(_ time: CMTime) -> Double { fatalError() }
public func CMVideoFormatDescriptionGetDimensions(_ videoDesc: CMVideoFormatDescription) -> CMVideoDimensions { fatalError() }
