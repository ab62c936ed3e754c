package org.ruxue

import org.ruxue.core.LogLevel
import org.ruxue.core.LogSink
import org.ruxue.core.setLogSink

/** The core's log, of the whole process. Nothing personal is ever in it. */
public object Log {
    /**
     * Hands every line up to the level [most] to [write], in place of where they went before. It is called from any
     * thread; what it throws is forgotten.
     */
    public fun to(most: LogLevel, write: (LogLevel, String) -> Unit) {
        val sink = object : LogSink {
            override fun log(level: LogLevel, text: String) = write(level, text)
        }
        setLogSink(sink, most)
    }

    /** Logs no more. */
    public fun off(): Unit = setLogSink(null, LogLevel.ERROR)
}
