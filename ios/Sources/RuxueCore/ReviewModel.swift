import Dispatch
import Foundation

#if canImport(Combine)
    import Combine
#endif

/// The entrance review on this phone, for views to show: draw ``screen``, send what the student does with ``dispatch(_:)``.
///
/// One model can be open on a folder at a time. Dropping the last reference stops the core as ``close()`` does, but without
/// waiting until the folder is free.
///
/// It is an `ObservableObject`, not `@Observable`: that needs iOS 17, and with a single property to observe it would
/// redraw nothing less. Where there is no Combine (Linux, in tests), ``screens`` tells of changes.
@MainActor
public final class ReviewModel {
    /// What the student is to see. Never older than what an awaited ``perform(_:)`` returned; after ``close()`` the last one.
    public private(set) var screen: Screen {
        willSet {
            #if canImport(Combine)
                objectWillChange.send()
            #endif
        }
    }

    private nonisolated let core: Ruxue
    private nonisolated let feed: ScreenFeed

    /// Opens the review that the folder of `config` holds, or begins one there. Disk and vault are waited for off the main
    /// actor and off Swift's own threads. If the task is cancelled meanwhile, nothing stays open.
    ///
    /// - Parameters:
    ///   - config: Where the platform is and where the review is kept.
    ///   - vault: Keeps the key of what is stored. Called on threads of the core's own; what it throws is no crash.
    /// - Returns: The model, with its first screen.
    /// - Throws: ``RuxueError``, `CancellationError`.
    public static func open(_ config: Config, vault: any Vault) async throws -> ReviewModel {
        let feed = ScreenFeed()
        let (core, screen) = try await onBlockingThread {
            let core = try Ruxue(config: config, vault: vault, observer: feed)
            return (core, try core.screen())
        }
        let model = ReviewModel(core: core, feed: feed, screen: screen)
        if Task.isCancelled {
            try await model.close()
            throw CancellationError()
        }
        return model
    }

    private init(core: Ruxue, feed: ScreenFeed, screen: Screen) {
        self.core = core
        self.feed = feed
        self.screen = screen
        let screens = feed.screens()
        Task { [weak self] in
            for await _ in screens {
                self?.catchUp()
            }
        }
    }

    /// Every change of what the student is to see, beginning with the latest. Who is slow misses some, never the last. Ends
    /// with ``close()``. Each access is a stream of its own, for one reader.
    public nonisolated var screens: AsyncStream<Screen> {
        feed.screens()
    }

    /// What the student is to see, straight from the core and from anywhere: ``screen`` follows within an instant.
    ///
    /// - Throws: ``RuxueError/Closed(reason:nextStep:)``.
    public nonisolated var latest: Screen {
        get throws { try core.screen() }
    }

    /// Tells the core what the student does, and returns at once: what comes of it shows on ``screen``. What the screen
    /// does not offer now, such as a second tap on a button, is ignored. May be called from anywhere.
    ///
    /// - Parameter action: What a button or form carries.
    /// - Throws: ``RuxueError/Closed(reason:nextStep:)``.
    public nonisolated func dispatch(_ action: Action) throws {
        try core.dispatch(action: action)
    }

    /// As ``dispatch(_:)``, but returns when all the work that follows is done. What the student is to be told of a problem
    /// stands on the screen and is not thrown.
    ///
    /// Cancelling the task stops that work and ends the call promptly: nothing is lost, no chance is spent twice.
    ///
    /// - Parameter action: What a button or form carries.
    /// - Returns: The screen by then.
    /// - Throws: `CancellationError` if the task was cancelled, or else a ``RuxueError``: `NotOffered`, `Cancelled` (by another
    ///   action), `Closed`.
    @discardableResult
    public nonisolated func perform(_ action: Action) async throws -> Screen {
        try Task.checkCancellation()
        let cancel = Cancel()
        let screen: Screen
        do {
            screen = try await withTaskCancellationHandler {
                try await core.perform(action: action, cancel: cancel)
            } onCancel: {
                cancel.cancel()
            }
        } catch RuxueError.Cancelled where Task.isCancelled {
            throw CancellationError()
        }
        await catchUp()
        return screen
    }

    /// The photo to show beside what was found in it: while its capture screen tells of a refused one, that one as it was
    /// given; else as it is kept, a JPEG. It is personal: keep it in memory only, and no
    /// longer than it is shown.
    ///
    /// - Parameter slot: Which photo.
    /// - Returns: The file; nil where none is kept.
    /// - Throws: ``RuxueError``: `Closed`, `Storage`, `VaultUnavailable`.
    public nonisolated func photo(_ slot: Slot) async throws -> Data? {
        try await core.photo(slot: slot)
    }

    /// Stops everything and lets go of the folder. What is under way goes on where it was when the folder is opened again.
    /// Closing twice does nothing more; what else is called afterwards throws `Closed`.
    ///
    /// - Throws: ``RuxueError/Panicked(reason:nextStep:)``.
    public nonisolated func close() async throws {
        defer { feed.finish() }
        let core = core
        try await onBlockingThread { try core.stop() }
    }

    /// Asks for the latest rather than taking what the feed brought, so that ``screen`` never goes back in time.
    private func catchUp() {
        // After `close()` there is none: the last one stays.
        if let latest = try? latest, latest != screen {
            screen = latest
        }
    }
}

#if canImport(Combine)
    extension ReviewModel: ObservableObject {}
#endif

/// Does what may block on a thread that may: Swift's own are few and must go on.
private func onBlockingThread<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global(qos: .userInitiated).async {
            continuation.resume(with: Result(catching: work))
        }
    }
}
