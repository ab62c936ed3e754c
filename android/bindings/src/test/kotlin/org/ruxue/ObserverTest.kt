package org.ruxue

import java.nio.file.Path
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.CompletableDeferred
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir
import org.ruxue.core.Action
import org.ruxue.core.Observer
import org.ruxue.core.Page
import org.ruxue.core.Ruxue
import org.ruxue.core.RuxueException
import org.ruxue.core.Screen
import org.ruxue.core.ShellException

class ObserverTest {
    @TempDir
    lateinit var folder: Path

    @Test
    fun `an observer that throws is shown the next screen all the same`() = test {
        val failures = listOf(ShellException.Failed("no window"), IllegalStateException(NUMBER), StackOverflowError())
        for (failure in failures) {
            val shown = ConcurrentLinkedQueue<Screen>()
            val page = CompletableDeferred<Unit>()
            watched({ screen, _ ->
                shown += screen
                if (screen is Screen.Account) page.complete(Unit)
                throw failure
            }) { core ->
                core.perform(Action.Open(Page.Register), null)
                page.await()
            }
            assertInstanceOf(Screen.Account::class.java, shown.last())
        }
    }

    @Test
    fun `an observer may ask for the screen and act on it`() = test {
        val asked = CompletableDeferred<Screen>()
        watched({ screen, core ->
            when (screen) {
                is Screen.LogIn -> core.dispatch(Action.Open(Page.Register))
                else -> asked.complete(core.screen())
            }
        }) { assertInstanceOf(Screen.Account::class.java, asked.await()) }
    }

    @Test
    fun `an observer may stop it all`() = test {
        val stopped = CompletableDeferred<Unit>()
        watched({ _, core ->
            core.stop()
            stopped.complete(Unit)
        }) { core ->
            stopped.await()
            assertThrows<RuxueException.Closed> { core.screen() }
        }
        Review.open(config(folder), MemoryVault()).close()
    }

    @Test
    fun `a slow observer is shown the latest only`() = test {
        val calls = AtomicInteger()
        val settled = CompletableDeferred<Unit>()
        watched({ screen, core ->
            calls.incrementAndGet()
            Thread.sleep(20)
            if (screen is Screen.Account && screen == core.screen()) settled.complete(Unit)
        }) { core ->
            repeat(500) {
                core.perform(Action.Open(Page.Register), null)
                core.perform(Action.Back, null)
            }
            core.perform(Action.Open(Page.Register), null)
            settled.await()
        }
        assertTrue(calls.get() < 1001, "${calls.get()} calls for 1001 screens")
    }

    /** A core whose observer knows it. */
    private suspend fun watched(show: (Screen, Ruxue) -> Unit, story: suspend (Ruxue) -> Unit) {
        lateinit var core: Ruxue
        val known = CountDownLatch(1)
        val observer = object : Observer {
            override fun show(screen: Screen) {
                known.await()
                show(screen, core)
            }
        }
        core = Ruxue(config(folder), MemoryVault(), observer)
        known.countDown()
        try {
            story(core)
        } finally {
            core.stop()
        }
    }
}
