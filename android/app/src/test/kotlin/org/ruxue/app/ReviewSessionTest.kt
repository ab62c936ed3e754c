package org.ruxue.app

import kotlinx.coroutines.MainScope
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertSame
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.ruxue.Review
import org.ruxue.core.Action
import org.ruxue.core.Language
import org.ruxue.core.RuxueException
import org.ruxue.core.Screen
import org.ruxue.core.VaultFailure
import org.ruxue.filled
import org.ruxue.story.Stage

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], application = StagedApp::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class ReviewSessionTest {
    private val app = RuntimeEnvironment.getApplication() as StagedApp
    private val session get() = app.session

    @Test
    fun `it opens off the main thread, and once`() {
        assertEquals(0, app.prepared)
        session.open()
        assertSame(Opening.Waiting, session.opening.value)
        session.open()
        val review = session.opened()
        session.open()
        assertSame(review, session.opened())
        assertEquals(1, app.prepared)
    }

    @Test
    fun `it speaks another language when it is told to, and the old review is closed`() {
        session.open()
        val english = session.opened()
        assertFalse(english.title().any(::isHan))
        session.speak(Language.ZH_CN)
        val chinese = eventually { session.opened().takeIf { it !== english } }
        assertTrue(chinese.title().any(::isHan))
        assertThrows(RuxueException.Closed::class.java) { english.screen() }
        session.speak(Language.ZH_CN)
        assertSame(chinese, session.opened())
        assertEquals(2, app.prepared)
    }

    @Test
    fun `the last of several languages is the one that it speaks`() {
        session.speak(Language.ZH_CN)
        assertEquals("before it is opened it only takes note", 0, app.prepared)
        session.open()
        for (language in listOf(Language.EN, Language.ZH_CN, Language.EN)) session.speak(language)
        assertFalse(session.opened().title().any(::isHan))
        for (language in listOf(Language.ZH_CN, Language.EN, Language.ZH_CN)) session.speak(language)
        assertTrue(eventually { session.opened().title().takeIf { it.any(::isHan) } }.isNotEmpty())
    }

    @Test
    fun `after the process died the next one goes on where it was`() = loggedIn {
        kill()
        val next = ReviewSession(MainScope(), app.vault, Language.EN, app::prepare)
        next.open()
        next.opened().use { assertFalse(it.screen() is Screen.LogIn) }
    }

    @Test
    fun `a keystore that can't be asked is told with a next step, and opening again goes on`() = loggedIn {
        kill()
        app.vault.trouble = VaultFailure.Unavailable("locked")
        val next = ReviewSession(MainScope(), app.vault, Language.EN, app::prepare)
        var told: Opening.Failed? = null
        repeat(2) {
            next.open()
            // Waiting may be over before it is looked at; a failure told anew is another one.
            val failed = eventually { (next.opening.value as? Opening.Failed)?.takeIf { it !== told } }
            assertTrue(failed.reason.isNotEmpty() && failed.nextStep.isNotEmpty())
            told = failed
        }
        app.vault.trouble = null
        next.refresh()
        next.opened().use { assertFalse(it.screen() is Screen.LogIn) }
    }

    @Test
    fun `a failure is told in the language of the moment`() {
        app.platform = ""
        session.open()
        val english = eventually { session.opening.value as? Opening.Failed }
        session.speak(Language.ZH_CN)
        val chinese = eventually { (session.opening.value as? Opening.Failed)?.takeIf { it != english } }
        assertTrue(chinese.reason.any(::isHan) && chinese.nextStep.any(::isHan))
    }

    @Test
    fun `every error has its own words`() {
        val errors = RuxueException::class.java.classes.filter { RuxueException::class.java.isAssignableFrom(it) }
        assertNotEquals(0, errors.size)
        for (error in errors) {
            val thrown = error.getConstructor(String::class.java, String::class.java).newInstance("why", "what next")
            assertEquals(Opening.Failed("why", "what next"), (thrown as RuxueException).failed())
        }
    }

    @Test
    fun `coming to the foreground asks the platform how things stand`() = loggedIn { play ->
        play.network("down")
        session.refresh()
        val notice = eventually { (session.opened().screen() as? Screen.Home)?.view?.head?.notice }
        assertTrue(notice.text.isNotEmpty())
    }

    /** As the system does: without a word. */
    private fun kill() = session.opened().close()

    /** [then] with a student logged in, in English. */
    private fun loggedIn(then: (Stage.Play) -> Unit) {
        val stage = stage()
        stage.begin("english").use { play ->
            app.platform = play.platform
            session.open()
            val review = session.opened()
            val typed = mapOf("account" to "number", "password" to "password")
                .mapValues { play.values.getValue(it.value) }
            val form = (review.screen() as Screen.LogIn).view.form
            val after = runBlocking { review.perform(Action.Send(form.filled(typed))) }
            assertTrue("$after", after is Screen.Home)
            then(play)
        }
    }

    private fun Review.title() = (screen() as Screen.LogIn).view.intro

    private fun isHan(character: Char) = Character.UnicodeScript.of(character.code) == Character.UnicodeScript.HAN
}
