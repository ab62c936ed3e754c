import Foundation

/// Takes the core's screens on the core's thread and hands the latest to every reader.
///
/// Unchecked: whatever can change is reached with the lock held.
final class ScreenFeed: Observer, @unchecked Sendable {
    private typealias Readers = [Int: AsyncStream<Screen>.Continuation]

    private let lock = NSLock()
    private var latest: Screen?
    private var readers: Readers? = [:]
    private var begun = 0

    deinit {
        finish()
    }

    func show(screen: Screen) {
        lock.withLock {
            latest = screen
            readers?.values.forEach { $0.yield(screen) }
        }
    }

    /// A new reader's stream, which begins with the latest screen and holds one at most.
    func screens() -> AsyncStream<Screen> {
        let (stream, continuation) = AsyncStream.makeStream(of: Screen.self, bufferingPolicy: .bufferingNewest(1))
        let reader = lock.withLock { () -> Int? in
            if let latest {
                continuation.yield(latest)
            }
            guard readers != nil else { return nil }
            begun += 1
            readers?[begun] = continuation
            return begun
        }
        guard let reader else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            self?.leave(reader)
        }
        return stream
    }

    /// Ends every stream, those to come too.
    func finish() {
        // Outside the lock: an ending stream calls `leave`.
        let readers = lock.withLock { () -> Readers? in
            defer { self.readers = nil }
            return self.readers
        }
        readers?.values.forEach { $0.finish() }
    }

    private func leave(_ reader: Int) {
        lock.withLock { _ = readers?.removeValue(forKey: reader) }
    }
}
