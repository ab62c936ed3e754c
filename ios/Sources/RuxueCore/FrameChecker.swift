import Foundation

/// Says of live camera frames what to do for a good photo.
public struct FrameChecker: Sendable {
    private let core: FrameCheck

    /// A checker for one photo: the most recent frames decide, so take another for another photo.
    ///
    /// - Parameters:
    ///   - slot: What is to be taken.
    ///   - language: The language of the guidance.
    public init(slot: Slot, language: Language) {
        core = FrameCheck(slot: slot, language: language)
    }

    /// The one thing to tell the student now. Takes some milliseconds, on the calling thread.
    ///
    /// The planes are read where they lie, neither copied nor kept: lock the pixel buffer's base address, call, unlock. (A plane
    /// of fewer than 16 bytes, which no camera gives, is copied by `Data`.) Of a biplanar buffer `u` is the second plane and
    /// `v` the same from its second byte on, with `uvPixelStride` 2.
    ///
    /// - Parameters:
    ///   - layout: How the planes are laid out.
    ///   - y: Brightness.
    ///   - u: Blue difference.
    ///   - v: Red difference.
    /// - Returns: What to do, in words of the language.
    /// - Throws: ``RuxueError/Frame(reason:nextStep:)`` where planes and layout don't fit together.
    public func check(
        _ layout: FrameLayout,
        y: UnsafeRawBufferPointer,
        u: UnsafeRawBufferPointer,
        v: UnsafeRawBufferPointer
    ) throws -> FrameGuidance {
        try core.check(frame: layout, y: borrowed(y), u: borrowed(u), v: borrowed(v))
    }
}

/// The bytes as `Data` without owning them: valid as long as `bytes` is, and only ever read.
private func borrowed(_ bytes: UnsafeRawBufferPointer) -> Data {
    guard let start = bytes.baseAddress else { return Data() }
    return Data(bytesNoCopy: UnsafeMutableRawPointer(mutating: start), count: bytes.count, deallocator: .none)
}
