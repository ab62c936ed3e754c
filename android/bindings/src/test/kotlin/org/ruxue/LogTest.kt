package org.ruxue

import java.nio.file.Path
import java.util.concurrent.ConcurrentLinkedQueue
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.ruxue.core.LogLevel

class LogTest {
    @TempDir
    lateinit var folder: Path

    private val lines = ConcurrentLinkedQueue<Pair<LogLevel, String>>()

    @AfterEach
    fun off() = Log.off()

    @Test
    fun `it tells what goes on and nothing personal`() = test {
        Log.to(LogLevel.entries.last()) { level, text -> lines += level to text }
        logInInVain()
        assertTrue(lines.isNotEmpty())
        assertFalse(lines.any { (_, text) -> NUMBER in text || PASSWORD in text })
    }

    @Test
    fun `it tells no more than was asked for`() = test {
        Log.to(LogLevel.entries.first()) { level, text -> lines += level to text }
        logInInVain()
        assertEquals(emptySet<LogLevel>(), lines.map { it.first }.toSet() - LogLevel.entries.first())
    }

    @Test
    fun `a sink that throws does no harm`() = test {
        Log.to(LogLevel.entries.last()) { _, _ -> error("the disk is full") }
        logInInVain()
    }

    @Test
    fun `it falls silent`() = test {
        Log.to(LogLevel.entries.last()) { level, text -> lines += level to text }
        Log.off()
        logInInVain()
        assertTrue(lines.isEmpty())
    }

    private suspend fun logInInVain() =
        Review.open(config(folder), MemoryVault()).use { it.perform(it.screen().logIn()) }
}
