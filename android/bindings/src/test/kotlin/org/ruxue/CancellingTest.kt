package org.ruxue

import java.nio.file.Path
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir
import org.ruxue.core.Cancel
import org.ruxue.core.Observer
import org.ruxue.core.Ruxue
import org.ruxue.core.RuxueException
import org.ruxue.core.Screen
import org.ruxue.core.Tone

/** The platform never answers: without cancelling, a log-in would go on for long. */
class CancellingTest {
    @TempDir
    lateinit var folder: Path

    @Test
    fun `cancelling the coroutine stops the work`() = silent { review ->
        val logIn = launch { review.perform(review.screen().logIn()) }
        review.screens.first(::busy)
        logIn.cancelAndJoin()
        assertStopped(review)
    }

    @Test
    fun `a failing sibling stops the work`() = silent { review ->
        assertThrows<IllegalStateException> {
            coroutineScope {
                launch { review.perform(review.screen().logIn()) }
                review.screens.first(::busy)
                error("the sibling fails")
            }
        }
        assertStopped(review)
    }

    @Test
    fun `the screen can still be used after cancelling`() = silent { review ->
        repeat(3) {
            val logIn = launch(Dispatchers.Default) { review.perform(review.screen().logIn()) }
            review.screens.first(::busy)
            logIn.cancelAndJoin()
            assertStopped(review)
        }
    }

    @Test
    fun `closing ends what is waited for`() = silent { review ->
        val logIn = async { runCatching { review.perform(review.screen().logIn()) } }
        review.screens.first(::busy)
        review.close()
        assertInstanceOf(RuxueException.Closed::class.java, logIn.await().exceptionOrNull())
    }

    @Test
    fun `an explicit cancel is typed, and may come before the work`() = test {
        SilentPlatform().use { platform ->
            val core = Ruxue(config(folder, platform.address), MemoryVault(), Nobody)
            Cancel().use { cancel ->
                cancel.cancel()
                assertTrue(cancel.isCancelled())
                assertThrows<RuxueException.Cancelled> { core.perform(core.screen().logIn(), cancel) }
            }
            core.stop()
        }
    }

    /** Had the work gone on to its end, that would be a failure to tell of. */
    private suspend fun assertStopped(review: Review) {
        val screen = review.screens.first { !busy(it) } as Screen.LogIn
        assertNotEquals(Tone.BAD, screen.view.head.notice?.tone, "${screen.view.head.notice}")
    }

    private fun busy(screen: Screen) = (screen as? Screen.LogIn)?.view?.head?.busy != null

    private fun silent(story: suspend CoroutineScope.(Review) -> Unit) = test {
        SilentPlatform().use { platform ->
            Review.open(config(folder, platform.address), MemoryVault()).use { story(it) }
        }
    }
}

/** An observer that looks at nothing. */
object Nobody : Observer {
    override fun show(screen: Screen) = Unit
}
