/// What reads the screen out.
@MainActor
public protocol Voice: AnyObject {
    /// Whether it does.
    var isOn: Bool { get }

    /// Reads a text out.
    ///
    /// - Parameters:
    ///   - text: What to read.
    ///   - interrupting: Whether what is being read gives way to it; else it waits for its turn.
    func say(_ text: String, interrupting: Bool)
}

/// Reads guidance out so that it can be followed: nothing twice in a row, one thing at a time with room to act on it, and always
/// the latest.
@MainActor
public final class Announcer {
    private let voice: any Voice
    private let time: any Timekeeper
    private let pause: Int
    private var last: (text: String, at: Int)?
    private var next: (text: String, delay: Delay)?

    /// - Parameters:
    ///   - voice: What reads.
    ///   - time: When.
    ///   - pause: Milliseconds from one to the next.
    public init(voice: any Voice, time: any Timekeeper, pause: Int = 2000) {
        self.voice = voice
        self.time = time
        self.pause = pause
    }

    /// Reads it out as soon as the last one has had its time, unless something else comes up until then.
    public func say(_ text: String) {
        guard text != next?.text else { return }
        forgetNext()
        guard voice.isOn, !text.isEmpty, text != last?.text else { return }
        let wait = last.map { $0.at + pause - time.millis } ?? 0
        if wait <= 0 { return utter(text, interrupting: false) }
        let delay = time.after(wait) { [weak self] in
            self?.next = nil
            self?.utter(text, interrupting: false)
        }
        next = (text, delay)
    }

    /// Reads it out now, whatever is being read.
    public func sayNow(_ text: String) {
        forgetNext()
        guard voice.isOn, !text.isEmpty else { return }
        utter(text, interrupting: true)
    }

    /// What was said is forgotten, what was to be said is not said.
    public func beginAnew() {
        forgetNext()
        last = nil
    }

    private func utter(_ text: String, interrupting: Bool) {
        last = (text, time.millis)
        voice.say(text, interrupting: interrupting)
    }

    private func forgetNext() {
        next?.delay.callOff()
        next = nil
    }
}
