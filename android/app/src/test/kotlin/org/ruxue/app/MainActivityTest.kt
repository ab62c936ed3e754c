package org.ruxue.app

import android.Manifest.permission.CAMERA
import android.hardware.camera2.CameraMetadata
import android.os.Bundle
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import android.widget.EditText
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.ruxue.app.camera.CapturePane
import org.ruxue.app.camera.addCamera
import org.ruxue.app.screen.seen
import org.ruxue.core.Screen
import org.ruxue.story.Stage

/** The activity between the system and the review. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], application = StagedApp::class, qualifiers = "zh-rCN-w360dp-h740dp-mdpi")
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class MainActivityTest {
    private val app = RuntimeEnvironment.getApplication() as StagedApp
    private val play: Stage.Play by lazy { stage().begin("passed").also { app.platform = it.platform } }
    private lateinit var life: ActivityController<MainActivity>

    @After
    fun leave() {
        life.pause().stop().destroy()
        play.close()
    }

    @Test
    fun `a screen with a card on it can't be copied, the next one can`() {
        logIn()
        assertFalse(isSecret())
        press("next")
        eventually { true.takeIf { isSecret() } }
        press("back")
        eventually { true.takeIf { !isSecret() } }
    }

    @Test
    fun `the back gesture goes where the arrow goes, and from home out of the app`() {
        logIn()
        press("next")
        eventually { true.takeIf { hasArrow() } }
        back()
        eventually { true.takeIf { screen() is Screen.Home && !hasArrow() } }
        assertFalse(life.get().isFinishing)
        back()
        assertTrue("it is the system's", life.get().isFinishing)
    }

    @Test
    fun `what was typed is still there when the phone is turned, a password too`() {
        open()
        type("account", "13900000001")
        type("password", "secret")
        life.recreate()
        assertEquals("13900000001", input("account").text.toString())
        assertEquals("secret", input("password").text.toString())
    }

    @Test
    fun `after the process died what was typed is still there, but for secrets`() {
        open()
        type("account", "13900000001")
        type("password", "secret")
        val state = Bundle().also { life.saveInstanceState(it) }
        life.pause().stop().destroy()
        app.die()
        life = Robolectric.buildActivity(MainActivity::class.java).setup(state)
        assertEquals("13900000001", input("account").text.toString())
        assertEquals("", input("password").text.toString())
    }

    @Test
    fun `the camera is asked for when it is opened, and not before`() {
        addCamera("0", CameraMetadata.LENS_FACING_BACK)
        logIn()
        press("next")
        assertEquals("first one reads what makes a good photo", null, asked())
        press("start")
        eventually { true.takeIf { views().any { it is CapturePane } } }
        assertEquals(listOf(CAMERA), eventually { asked() })
    }

    private fun open() {
        play
        life = Robolectric.buildActivity(MainActivity::class.java).setup()
        app.session.opened()
    }

    private fun logIn() {
        open()
        type("account", play.values.getValue("number"))
        type("password", play.values.getValue("password"))
        press("log_in")
        eventually { true.takeIf { screen() is Screen.Home } }
    }

    private fun screen() = app.session.opened().screens.value

    private fun views() = life.get().window.decorView.seen()

    private fun press(name: String) {
        eventually { views().firstOrNull { it.getTag(R.id.name) == name && it.isClickable && it.isEnabled } }.performClick()
    }

    private fun input(key: String): EditText =
        eventually { views().firstOrNull { it.getTag(R.id.name) == key } }.seen().filterIsInstance<EditText>().single()

    private fun type(key: String, text: String) = input(key).setText(text)

    /** Whether what is shown, which may be a moment behind the review, has an arrow back. */
    private fun hasArrow() = views().any { it.getTag(R.id.name) == "back" && it.isEnabled }

    private fun isSecret() = life.get().window.attributes.flags and FLAG_SECURE != 0

    /** The permissions that the system is asked for now. */
    private fun asked(): List<String>? = shadowOf(life.get()).lastRequestedPermission?.requestedPermissions?.toList()

    /** As the system calls it. */
    @Suppress("DEPRECATION")
    private fun back() = life.get().onBackPressed()
}
