/// `localizedDescription` would name the case; these two are meant for the student, in the configured language.
extension RuxueError {
    /// Why it came to nothing.
    public var reason: String { texts.reason }

    /// What to do next.
    public var nextStep: String { texts.nextStep }

    /// ``nextStep``, where Foundation asks for it.
    public var recoverySuggestion: String? { nextStep }

    /// ``reason``, where Foundation asks for it.
    public var failureReason: String? { reason }

    private var texts: (reason: String, nextStep: String) {
        switch self {
        case .Closed(let reason, let nextStep), .NotOffered(let reason, let nextStep),
            .Cancelled(let reason, let nextStep), .Configuration(let reason, let nextStep),
            .Weights(let reason, let nextStep), .InUse(let reason, let nextStep),
            .Storage(let reason, let nextStep), .VaultUnavailable(let reason, let nextStep),
            .Frame(let reason, let nextStep), .Panicked(let reason, let nextStep):
            (reason, nextStep)
        }
    }
}
