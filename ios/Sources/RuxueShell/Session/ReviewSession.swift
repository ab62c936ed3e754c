import RuxueCore

#if canImport(Combine)
    import Combine
#endif

/// The one review of this process, over which scenes come and go.
@MainActor
public final class ReviewSession {
    /// The review, or why there is none.
    public private(set) var opening = Opening.waiting {
        willSet {
            #if canImport(Combine)
                objectWillChange.send()
            #endif
        }
    }

    private let vault: any Vault
    private let config: @Sendable () throws -> Config
    private var isOpening = false

    /// A session that opens nothing yet.
    ///
    /// - Parameters:
    ///   - vault: Keeps the key of what is stored.
    ///   - config: How to open the review. Called off the main actor: it may prepare a folder. In which language does not change
    ///     while the process lives: the system ends an app whose language is changed.
    public init(vault: any Vault, config: @escaping @Sendable () throws -> Config) {
        self.vault = vault
        self.config = config
    }

    /// Opens the review, at first and after a failure; does nothing where it is open or about to be.
    public func open() {
        if case .open = opening { return }
        guard !isOpening else { return }
        isOpening = true
        opening = .waiting
        Task {
            opening = await opened()
            isOpening = false
        }
    }

    /// Makes sure of everything with the platform, or opens the review: the app came to the foreground.
    public func refresh() {
        if case .open(let model) = opening {
            model.press(.refresh)
        } else {
            open()
        }
    }

    private func opened() async -> Opening {
        do {
            let config = config
            let settings = try await Task.detached { try config() }.value
            return .open(try await ReviewModel.open(settings, vault: vault))
        } catch let error as RuxueError {
            return .failed(reason: error.reason, nextStep: error.nextStep)
        } catch {
            // The system's own words, of a folder that could not be made.
            return .failed(reason: error.localizedDescription, nextStep: "")
        }
    }
}

#if canImport(Combine)
    extension ReviewSession: ObservableObject {}
#endif
