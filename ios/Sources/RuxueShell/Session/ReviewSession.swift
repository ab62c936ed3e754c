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
    private let config: @Sendable (Language) throws -> Config
    private var language: Language
    private var work: Task<Void, Never>?

    /// A session that opens nothing yet.
    ///
    /// - Parameters:
    ///   - vault: Keeps the key of what is stored.
    ///   - language: What the student reads.
    ///   - config: How to open the review in a language. Called off the main actor: it may prepare a folder.
    public init(vault: any Vault, language: Language, config: @escaping @Sendable (Language) throws -> Config) {
        self.vault = vault
        self.language = language
        self.config = config
    }

    /// Opens the review, at first and after a failure; does nothing where it is open or about to be.
    public func open() {
        if case .open = opening { return }
        guard work == nil else { return }
        work = Task {
            await begin()
            done()
        }
    }

    /// Opens the review again in another language, going on where it was. Before ``open()`` it only takes note.
    ///
    /// - Parameter language: What the student reads from now on.
    public func speak(_ language: Language) {
        guard language != self.language else { return }
        self.language = language
        let before = work
        if before == nil, case .waiting = opening { return }
        before?.cancel()
        work = Task {
            await before?.value
            await end()
            await begin()
            done()
        }
    }

    /// Makes sure of everything with the platform, or opens the review: the app came to the foreground.
    public func refresh() {
        if case .open = opening {
            press(.refresh)
        } else {
            open()
        }
    }

    /// Tells the core what the student does. Where no review is open, there is nothing to be pressed.
    ///
    /// - Parameter action: What a button or form carries.
    public func press(_ action: Action) {
        guard case .open(let model) = opening else { return }
        // It is closed only while another takes its place.
        try? model.dispatch(action)
    }

    private func begin() async {
        opening = .waiting
        do {
            let (config, language) = (config, language)
            let settings = try await Task.detached { try config(language) }.value
            opening = .open(try await ReviewModel.open(settings, vault: vault))
        } catch let error as RuxueError {
            opening = .failed(reason: error.reason, nextStep: error.nextStep)
        } catch is CancellationError {
            // Whoever cancelled opens it anew.
        } catch {
            opening = .failed(reason: error.localizedDescription, nextStep: "")
        }
    }

    /// The task that calls it is over. Where another language has come meanwhile, that one's is at work now.
    private func done() {
        if !Task.isCancelled { work = nil }
    }

    /// Nobody sees the old review any more when it closes.
    private func end() async {
        guard case .open(let model) = opening else { return }
        opening = .waiting
        try? await model.close()
    }
}

#if canImport(Combine)
    extension ReviewSession: ObservableObject {}
#endif
