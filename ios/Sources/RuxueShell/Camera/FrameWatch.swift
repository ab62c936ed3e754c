import Foundation
import RuxueCore

/// How many frames to look at.
public enum FrameRate: Hashable, Sendable {
    /// As many as make a ring fill smoothly.
    case full
    /// As few as still say good within a second.
    case few
    /// None.
    case none

    /// Milliseconds from one to the next; nil where none is looked at.
    var millis: UInt64? {
        switch self {
        case .full: 120
        case .few: 240
        case .none: nil
        }
    }
}

/// A raw picture of a running camera, as the camera lends it: valid only while it is looked at.
public struct LiveFrame {
    /// How the planes lie.
    public let layout: FrameLayout
    /// Brightness.
    public let y: UnsafeRawBufferPointer
    /// Both differences of colour, alternating.
    public let uv: UnsafeRawBufferPointer

    /// A picture of two planes, as cameras of phones give it.
    public init(layout: FrameLayout, y: UnsafeRawBufferPointer, uv: UnsafeRawBufferPointer) {
        self.layout = layout
        self.y = y
        self.uv = uv
    }
}

/// Looks at the frames of one opening of the camera, on the camera's thread, until it is closed.
///
/// Unchecked: whatever can change is reached with the lock held.
public final class FrameWatch: @unchecked Sendable {
    private let lock = NSLock()
    private let checker: FrameChecker
    private let told: @Sendable (FrameGuidance) -> Void
    private var rate = FrameRate.full
    private var latest: UInt64?
    private var isClosed = false

    /// Looks for what is to be taken.
    ///
    /// - Parameters:
    ///   - slot: What is to be taken.
    ///   - language: The language of what is told.
    ///   - told: Hears what to tell the student, on the camera's thread.
    public init(slot: Slot, language: Language, told: @escaping @Sendable (FrameGuidance) -> Void) {
        checker = FrameChecker(slot: slot, language: language)
        self.told = told
    }

    /// Whether it wants to look at a frame of that moment: ask before the frame is so much as touched.
    ///
    /// - Parameter millis: Of a clock that never goes back.
    /// - Returns: Whether to lend it.
    public func wants(at millis: UInt64) -> Bool {
        lock.withLock {
            guard !isClosed, let pause = rate.millis else { return false }
            return latest.map { millis >= $0 + pause } ?? true
        }
    }

    /// Looks at a frame and tells what it says. One that can't be read says nothing: the shutter can still be pressed.
    public func look(_ frame: LiveFrame) {
        let guidance = lock.withLock { () -> FrameGuidance? in
            guard !isClosed else { return nil }
            latest = frame.layout.atMillis
            let v = UnsafeRawBufferPointer(rebasing: frame.uv.dropFirst())
            return try? checker.check(frame.layout, y: frame.y, u: frame.uv, v: v)
        }
        if let guidance { told(guidance) }
    }

    func look(at rate: FrameRate) {
        lock.withLock { self.rate = rate }
    }

    /// Looks at nothing any more; a look under way is waited for.
    func close() {
        lock.withLock { isClosed = true }
    }
}
