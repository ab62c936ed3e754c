package org.ruxue

import java.nio.file.Path
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.ruxue.core.Action
import org.ruxue.core.Page
import org.ruxue.core.Screen
import org.ruxue.core.Slot

class LoadTest {
    @TempDir
    lateinit var folder: Path

    @Test
    fun `ten thousand quick actions from four threads`() = test {
        val actions = listOf(
            Action.Open(Page.Register),
            Action.Back,
            Action.Submit,
            Action.Take(Slot.PORTRAIT),
            Action.Photo(ByteArray(1000)),
            Action.Open(Page.ForgottenPassword),
            Action.Dismiss,
            Action.Cancel,
            Action.Send(listOf()),
            Action.StartAgain,
        )
        Review.open(config(folder), MemoryVault()).use { review ->
            coroutineScope {
                repeat(4) { launch(Dispatchers.IO) { repeat(2_500) { review.dispatch(actions[it % actions.size]) } } }
            }
            // Whatever stood before, each step back leads nearer to the log-in; they are worked off in their order.
            repeat(3) { review.dispatch(Action.Back) }
            review.screens.first { it is Screen.LogIn }
            assertInstanceOf(Screen.Account::class.java, review.perform(Action.Open(Page.Register)))
        }
    }

    @Test
    fun `opening and closing a hundred times leaks nothing`() = test {
        fun openAndClose() = test {
            Review.open(config(folder), MemoryVault()).use { it.perform(Action.Open(Page.Register)) }
        }
        fun kilobytes(): Long {
            repeat(3) { System.gc().also { Thread.sleep(50) } }
            return processHas("VmRSS")
        }
        repeat(20) { openAndClose() }
        val threads = processHas("Threads")
        val memory = kilobytes()
        repeat(100) { openAndClose() }
        val moreThreads = processHas("Threads") - threads
        val more = kilobytes() - memory
        println("100 reviews opened and closed: $more kB and $moreThreads threads more")
        assertTrue(moreThreads <= 8, "$moreThreads threads more")
        assertTrue(more <= 32 * 1024, "$more kB more")
    }
}
