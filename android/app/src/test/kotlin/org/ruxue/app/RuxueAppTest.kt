package org.ruxue.app

import android.content.res.Configuration
import android.os.LocaleList
import java.io.File
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotSame
import org.junit.Assert.assertNull
import org.junit.Assert.assertSame
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadows.ShadowLog
import org.ruxue.core.Action
import org.ruxue.core.Language
import org.ruxue.core.Screen
import org.ruxue.filled

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], application = StagedApp::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class RuxueAppTest {
    private val app = RuntimeEnvironment.getApplication() as StagedApp

    @Test
    fun `the first activity opens the review, and turning it does not open another`() {
        Robolectric.buildActivity(MainActivity::class.java).setup().use { life ->
            val review = app.session.opened()
            repeat(3) { life.recreate() }
            assertSame(review, app.session.opened())
            assertEquals(1, app.prepared)
        }
    }

    @Test
    fun `it lies where no backup goes and speaks to the platform that the manifest names`() {
        val config = app.shipped(Language.EN)
        assertEquals(app.noBackupFilesDir, File(config.folder).parentFile)
        assertTrue(config.address.startsWith("http"))
        assertNull("the library has its weights in it", config.weights)
    }

    @Test
    fun `a system in another language changes the review's`() {
        app.session.open()
        val first = app.session.opened()
        app.onConfigurationChanged(configuration("en-GB", "zh-CN"))
        assertSame(first, app.session.opened())
        app.onConfigurationChanged(configuration("zh-Hant-TW", "en"))
        assertNotSame(first, eventually { app.session.opened().takeIf { it !== first } })
    }

    @Test
    fun `the first language of the system counts`() {
        val languages = mapOf(
            "zh-CN" to Language.ZH_CN, "zh-Hant-HK,en" to Language.ZH_CN, "en" to Language.EN,
            "en,zh-CN" to Language.EN, "bo-CN,zh-CN" to Language.EN, "ug" to Language.EN,
        )
        val got = languages.keys.associateWith { languageOf(configuration(*it.split(",").toTypedArray())) }
        assertEquals(languages, got)
    }

    @Test
    fun `developers see the core's log`() {
        app.session.open()
        val review = app.session.opened()
        review.dispatch(Action.Send((review.screen() as Screen.LogIn).view.form.filled(LOG_IN)))
        val lines = eventually { ShadowLog.getLogsForTag("ruxue").takeIf { it.isNotEmpty() } }
        assertTrue(lines.all { it.type >= android.util.Log.INFO })
    }

    private companion object {
        /** Of nobody. */
        val LOG_IN = mapOf("account" to "110199200001011238", "password" to "a-password")
    }

    private fun configuration(vararg tags: String) =
        Configuration().apply { setLocales(LocaleList.forLanguageTags(tags.joinToString(","))) }
}
