/// The core's log, of the whole process. Nothing personal is ever in it.
public enum CoreLog {
    /// Hands every line to `write` from now on, in place of where they went before.
    ///
    /// - Parameters:
    ///   - most: The level up to which lines are wanted.
    ///   - write: Called on any thread; must return soon.
    /// - Throws: ``RuxueError/Panicked(reason:nextStep:)``.
    public static func send(upTo most: LogLevel, to write: @escaping @Sendable (LogLevel, String) -> Void) throws {
        try setLogSink(sink: Sink(write: write), most: most)
    }

    /// Logs no more.
    ///
    /// - Throws: ``RuxueError/Panicked(reason:nextStep:)``.
    public static func stop() throws {
        try setLogSink(sink: nil, most: .error)
    }
}

private final class Sink: LogSink {
    private let write: @Sendable (LogLevel, String) -> Void

    init(write: @escaping @Sendable (LogLevel, String) -> Void) {
        self.write = write
    }

    func log(level: LogLevel, text: String) {
        write(level, text)
    }
}
