package org.ruxue

import java.nio.file.Path
import kotlin.coroutines.ContinuationInterceptor
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.coroutineContext
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.first
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir
import org.ruxue.core.Action
import org.ruxue.core.Language
import org.ruxue.core.Page
import org.ruxue.core.RuxueException
import org.ruxue.core.Screen
import org.ruxue.core.Slot
import org.ruxue.core.version

class OpeningTest {
    @TempDir
    lateinit var folder: Path

    @Test
    fun `the first screen is there when it is open`() = test {
        Review.open(config(folder), MemoryVault()).use {
            assertInstanceOf(Screen.LogIn::class.java, it.screens.value)
            assertEquals(it.screens.value, it.screen())
            assertNull(it.photo(Slot.PORTRAIT))
        }
    }

    @Test
    fun `what the student does shows in the flow`() = test {
        Review.open(config(folder), MemoryVault()).use { review ->
            review.dispatch(Action.Open(Page.Register))
            val page = review.screens.first { it is Screen.Account } as Screen.Account
            assertEquals(Page.Register, page.view.page)
            review.dispatch(Action.Back)
            review.screens.first { it is Screen.LogIn }
        }
    }

    @Test
    fun `performing returns the screen that follows`() = test {
        Review.open(config(folder), MemoryVault()).use { review ->
            assertInstanceOf(Screen.Account::class.java, review.perform(Action.Open(Page.Register)))
            assertThrows<RuxueException.NotOffered> { review.perform(Action.Submit) }
        }
    }

    @Test
    fun `no network is a notice and no exception`() = test {
        Review.open(config(folder), MemoryVault()).use { review ->
            val after = review.perform(review.screen().logIn()) as Screen.LogIn
            assertTrue(after.view.head.notice!!.text.isNotEmpty())
            assertNull(after.view.head.busy)
        }
    }

    @Test
    fun `texts are in the language that was asked for`() = test {
        val titles = Language.entries.associateWith { language ->
            Review.open(config(folder, locale = language), MemoryVault()).use { it.screen() as Screen.LogIn }
        }
        fun texts(language: Language) = titles.getValue(language).view.run { listOf(head.title, intro, form.send.text) }
        assertTrue(texts(Language.ZH_CN).all { text -> text.any(::isHan) })
        assertFalse(texts(Language.EN).any { text -> text.any(::isHan) })
        val closed = Language.entries.map { language ->
            val review = Review.open(config(folder, locale = language), MemoryVault()).apply(Review::close)
            assertThrows<RuxueException.Closed> { review.screen() }.reason
        }
        assertNotEquals(closed.first(), closed.last())
    }

    @Test
    fun `after closing everything says that it is closed`() = test {
        val review = Review.open(config(folder), MemoryVault())
        val last = review.screens.value
        repeat(2) { review.close() }
        val errors = listOf(
            assertThrows<RuxueException.Closed> { review.dispatch(Action.Refresh) },
            assertThrows<RuxueException.Closed> { review.screen() },
            assertThrows<RuxueException.Closed> { review.perform(Action.Refresh) },
            assertThrows<RuxueException.Closed> { review.photo(Slot.PORTRAIT) },
        )
        assertTrue(errors.all { it.reason.isNotEmpty() && it.nextStep.isNotEmpty() })
        assertEquals(last, review.screens.value)
    }

    @Test
    fun `a folder has one review at a time`() = test {
        Review.open(config(folder), MemoryVault()).use {
            assertThrows<RuxueException.InUse> { Review.open(config(folder), MemoryVault()) }
        }
        Review.open(config(folder), MemoryVault()).close()
    }

    @Test
    fun `a bad address is told at once`() = test {
        assertThrows<RuxueException.Configuration> { Review.open(config(folder, address = ""), MemoryVault()) }
    }

    @Test
    fun `it opens on the dispatcher that was given`() = test {
        var used = false
        val dispatcher = object : CoroutineDispatcher() {
            override fun dispatch(context: CoroutineContext, block: Runnable) {
                used = true
                Dispatchers.IO.dispatch(context, block)
            }
        }
        val ours = currentInterceptor()
        Review.open(config(folder), MemoryVault(), dispatcher).close()
        assertTrue(used)
        assertEquals(ours, currentInterceptor())
    }

    @Test
    fun `it works within a scope and ends with it`() = test {
        lateinit var left: Review
        val seen = coroutineScope {
            Review.open(config(folder), MemoryVault()).use { review ->
                left = review
                val seen = async { review.screens.first { it is Screen.Account } }
                review.perform(Action.Open(Page.Register))
                seen.await()
            }
        }
        assertInstanceOf(Screen.Account::class.java, seen)
        assertThrows<RuxueException.Closed> { left.screen() }
    }

    @Test
    fun `the library has a version`() {
        assertTrue(version().matches(Regex("""\d+\.\d+\.\d+.*""")))
    }

    private fun isHan(character: Char) = Character.UnicodeScript.of(character.code) == Character.UnicodeScript.HAN

    private suspend fun currentInterceptor() = coroutineContext[ContinuationInterceptor]
}
