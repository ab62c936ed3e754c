import Foundation

/// Time, as it passes or as a test lets it pass.
@MainActor
public protocol Timekeeper: AnyObject {
    /// Milliseconds of a clock that never goes back.
    var millis: Int { get }

    /// Does something later.
    ///
    /// - Parameters:
    ///   - millis: How much later.
    ///   - act: What.
    /// - Returns: What calls it off.
    func after(_ millis: Int, _ act: @escaping @MainActor @Sendable () -> Void) -> Delay
}

/// Something that is to be done later.
@MainActor
public struct Delay {
    private let calledOff: @MainActor () -> Void

    /// - Parameter calledOff: Calls it off.
    public init(calledOff: @escaping @MainActor () -> Void) {
        self.calledOff = calledOff
    }

    /// Has it not done.
    public func callOff() {
        calledOff()
    }
}

/// Time as it passes.
@MainActor
public final class SystemTime: Timekeeper {
    private let start = ContinuousClock.now

    /// Begins to count.
    public init() {}

    public var millis: Int {
        let (seconds, rest) = (ContinuousClock.now - start).components
        return Int(seconds) * 1000 + Int(rest / 1_000_000_000_000_000)
    }

    public func after(_ millis: Int, _ act: @escaping @MainActor @Sendable () -> Void) -> Delay {
        let task = Task {
            try await Task.sleep(for: .milliseconds(millis))
            act()
        }
        return Delay { task.cancel() }
    }
}
