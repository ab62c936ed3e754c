import RuxueCore

/// How far the review is that this process has.
public enum Opening {
    /// Disk and keychain are at work.
    case waiting
    /// It can't be opened now: what to tell the student. Opening may be tried again.
    case failed(reason: String, nextStep: String)
    /// It is there.
    case open(ReviewModel)
}
