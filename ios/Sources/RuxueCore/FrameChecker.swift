import Foundation

/// Looks at live camera frames, one after the other, and says what to do for a good photo. One for each camera session; give it
/// the latest frame and leave the rest: a few a second do.
public struct FrameChecker: Sendable {
    private let core: FrameCheck

    /// A session that shall end with a photo.
    ///
    /// - Parameters:
    ///   - slot: What is to be taken.
    ///   - language: The language of the guidance.
    public init(slot: Slot, language: Language) {
        core = FrameCheck(slot: slot, language: language)
    }

    /// The one thing to tell the student now. Takes some milliseconds, on the calling thread.
    ///
    /// The planes are read where they lie, neither copied nor kept: lock the pixel buffer's base address, call, unlock. (Only
    /// `Data`'s own rule: a plane of a few bytes, as no camera gives, is copied.) Of a biplanar buffer, `u` is the second plane
    /// and `v` the same from its second byte on, with `uvPixelStride` 2.
    ///
    /// - Parameters:
    ///   - layout: How the planes are laid out.
    ///   - y: Brightness.
    ///   - u: Blue difference; may be empty, as `v`, where there is no colour.
    ///   - v: Red difference.
    /// - Returns: What to do, in words of the language.
    /// - Throws: ``RuxueError/Frame(reason:nextStep:)`` where planes and layout don't fit together.
    public func check(
        _ layout: FrameLayout,
        y: UnsafeRawBufferPointer,
        u: UnsafeRawBufferPointer,
        v: UnsafeRawBufferPointer
    ) throws -> FrameGuidance {
        try core.check(layout: layout, y: borrowed(y), u: borrowed(u), v: borrowed(v))
    }
}

/// The bytes as `Data` without owning them: valid as long as `bytes` is, and only ever read.
private func borrowed(_ bytes: UnsafeRawBufferPointer) -> Data {
    guard let start = bytes.baseAddress else { return Data() }
    return Data(bytesNoCopy: UnsafeMutableRawPointer(mutating: start), count: bytes.count, deallocator: .none)
}
