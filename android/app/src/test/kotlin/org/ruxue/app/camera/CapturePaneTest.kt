package org.ruxue.app.camera

import android.app.Activity
import android.graphics.Bitmap
import android.graphics.Color
import android.graphics.drawable.ColorDrawable
import android.os.Looper
import android.os.SystemClock
import android.view.MotionEvent
import android.view.View
import android.view.accessibility.AccessibilityManager
import android.widget.Button
import android.widget.FrameLayout
import android.widget.TextView
import java.util.concurrent.TimeUnit
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.ruxue.app.camera.SampleFrames.Way
import org.ruxue.app.screen.contrast
import org.ruxue.app.screen.picture
import org.ruxue.core.CameraTrouble
import org.ruxue.core.Language
import org.ruxue.core.Slot

/** The pane as a student meets it, over cameras that do what the test says. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], qualifiers = "zh-rCN-w360dp-h680dp-xhdpi")
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class CapturePaneTest {
    private val port = FakePort()
    private val access = FakeAccess()
    private val photos = mutableListOf<ByteArray>()
    private var picks = 0
    private val life: ActivityController<Activity> = Robolectric.buildActivity(Activity::class.java)

    private class FakeAccess(override var access: Access = Access.GRANTED) : CameraAccess {
        var asked = 0
        var opened = 0
        override var answered: (() -> Unit)? = null

        override fun ask() {
            asked += 1
        }

        override fun openSettings() {
            opened += 1
        }
    }

    @Test
    fun `a photo is taken by itself and the pane rests`() = with(running()) {
        assertFalse("no hand is needed yet", only<ShutterButton>().isEnabled)
        frames(SampleFrames.card(SIZE), 10)
        val camera = port.opened.single()
        assertEquals(1, camera.taken)
        assertEquals("很好，保持不动", only<GuidanceLine>().text.toString())
        camera.tell(CameraEvent.Photo(byteArrayOf(1)))
        idle()
        assertArrayEquals(byteArrayOf(1), photos.single())
        assertEquals("the camera is free", 0, port.open)
        start()
        assertEquals("until another one is wanted", 1, port.open)
    }

    @Test
    fun `the shutter can be pressed after a while`() = with(running()) {
        val shutter = only<ShutterButton>()
        shadowOf(Looper.getMainLooper()).idleFor(9_000, TimeUnit.MILLISECONDS)
        assertFalse(shutter.isEnabled)
        shadowOf(Looper.getMainLooper()).idleFor(1_000, TimeUnit.MILLISECONDS)
        assertTrue(shutter.isEnabled)
        shutter.performClick()
        assertEquals(1, port.opened.single().taken)
        assertFalse("once", shutter.isEnabled)
    }

    @Test
    fun `the shutter can be pressed at once by who hears the screen`() {
        val accessibility = life.get().getSystemService(AccessibilityManager::class.java)
        shadowOf(accessibility).setEnabled(true)
        shadowOf(accessibility).setTouchExplorationEnabled(true)
        assertTrue(running().only<ShutterButton>().isEnabled)
    }

    @Test
    fun `the shutter can be pressed at once where no frames come to press it`() {
        port.lenses = listOf(lens(frames = emptyList()))
        assertTrue(running().only<ShutterButton>().isEnabled)
    }

    @Test
    fun `the lamp is switched`() = with(running()) {
        val lamp = only<LampSwitch>()
        lamp.performClick()
        assertTrue(port.opened.single().isLit && lamp.isChecked)
        lamp.performClick()
        assertFalse(port.opened.single().isLit || lamp.isChecked)
        port.lenses = listOf(lens().copy(hasLamp = false))
        stop()
        start()
        port.opened.last().tell(CameraEvent.Opened)
        idle()
        assertFalse("where there is one", lamp.isShown)
    }

    @Test
    fun `a touch focuses there`() = with(running()) {
        val finder = only<Viewfinder>()
        val box = finder.box
        val time = SystemClock.uptimeMillis()
        for (action in listOf(MotionEvent.ACTION_DOWN, MotionEvent.ACTION_UP)) {
            finder.dispatchTouchEvent(
                MotionEvent.obtain(time, time, action, box.left + box.width / 4f, box.top + box.height / 2f, 0),
            )
        }
        assertEquals(Place(0.25f, 0.5f), port.opened.single().aimed)
        assertEquals("with a ring around it", 1f, only<FocusRing>().alpha)
        finder.performClick()
        assertEquals("or in the middle, by who does not see", Place(0.5f, 0.5f), port.opened.single().aimed)
    }

    @Test
    fun `leave is asked for once and what is answered counts`() {
        access.access = Access.UNASKED
        val pane = started()
        assertEquals(1 to 0, access.asked to port.open)
        access.access = Access.REFUSED
        access.answered?.invoke()
        idle()
        assertTrue(pane.troubleText().startsWith("NOT_ALLOWED"))
        pane.only<MendButton>().performClick()
        assertEquals(2, access.asked)
        access.access = Access.GRANTED
        access.answered?.invoke()
        assertEquals(1, port.open)
    }

    @Test
    fun `settings are offered where asking is over`() {
        access.access = Access.BLOCKED
        val pane = started()
        val told = captureView(Slot.PORTRAIT_SIDE).troubles.first { it.trouble == CameraTrouble.BLOCKED }
        assertEquals(told.text, pane.troubleText())
        pane.only<MendButton>().performClick()
        assertEquals(1 to 0, access.opened to access.asked)
        pane.stop()
        access.access = Access.GRANTED
        pane.start()
        assertEquals("back with leave the camera runs", 1, port.open)
    }

    @Test
    fun `every trouble is told and the picker is the other way`() {
        for (trouble in CameraTrouble.entries) {
            val pane = running()
            port.opened.last().tell(CameraEvent.Failed(trouble))
            idle()
            val told = captureView(Slot.PORTRAIT_SIDE).troubles.first { it.trouble == trouble }
            assertEquals(told.text, pane.troubleText())
            val buttons = pane.shown().filterIsInstance<Button>()
            assertEquals(listOfNotNull(told.button, "从相册选择"), buttons.map { it.text.toString() })
            buttons.last().performClick()
            pane.stop()
            assertEquals(0, port.open)
        }
        assertEquals(CameraTrouble.entries.size, picks)
    }

    @Test
    fun `without a rear camera there is the picker`() {
        port.lenses = listOf(lens(facing = Facing.FRONT))
        val pane = started()
        assertFalse(pane.only<MendButton>().isShown)
        assertTrue(pane.shown().filterIsInstance<SignButton>().single().performClick())
        assertEquals(1, picks)
    }

    @Test
    fun `another side begins anew`() = with(running()) {
        frames(SampleFrames.dark(SIZE), 3)
        show(captureView(Slot.PORTRAIT))
        assertEquals("one is closed, one opened", 2 to 1, port.opened.size to port.open)
        assertEquals(captureView(Slot.PORTRAIT).heading, only<GuidanceLine>().text.toString())
    }

    @Test
    fun `while a photo is looked at the camera rests`() {
        val pane = running()
        val view = captureView(Slot.PORTRAIT_SIDE)
        val busy = view.copy(head = view.head.copy(busy = "正在检查照片"))
        pane.show(busy)
        assertEquals("a chosen one", 0, port.open)
        pane.show(busy)
        pane.start()
        assertEquals(0, port.open)
        pane.show(view)
        assertEquals("given up", 1, port.open)
        port.opened.last().run {
            tell(CameraEvent.Opened)
            idle()
            frames(SampleFrames.card(SIZE), 10)
            tell(CameraEvent.Photo(byteArrayOf(1)))
            idle()
        }
        pane.show(busy)
        pane.show(view)
        assertEquals("one taken", 1, port.open)
    }

    @Test
    fun `nothing keeps an activity that is gone`() {
        val pane = running()
        frames(SampleFrames.dark(SIZE), 3)
        life.pause().stop().destroy()
        idle()
        assertEquals(0, port.open)
        assertNull("nobody waits for an answer", access.answered)
        // What the process keeps for ever is told of display changes: it must not know the pane.
        assertFalse(pane.keepScreenOn)
    }

    @Test
    fun `a preview is upright on every display`() {
        val (width, height) = 300f to 400f
        for (sensor in listOf(0, 90, 180, 270)) {
            for (display in listOf(0, 90, 180, 270)) {
                // The system shows the sensor's first corner as it lies in the phone's natural position.
                val natural = corner(sensor)
                val point = floatArrayOf(natural.x * width, natural.y * height)
                Viewfinder.upright(width, height, display).mapPoints(point)
                val wanted = corner(Math.floorMod(sensor - display, 360))
                assertEquals("sensor $sensor, display $display", wanted.x * width, point[0], 0.01f)
                assertEquals("sensor $sensor, display $display", wanted.y * height, point[1], 0.01f)
            }
        }
    }

    /** Where a picture's upper left corner is after it was turned clockwise. */
    private fun corner(degrees: Int) = when (degrees) {
        90 -> Place(1f, 0f)
        180 -> Place(1f, 1f)
        270 -> Place(0f, 1f)
        else -> Place(0f, 0f)
    }

    @Test
    fun `everything can be hit and is named`() = with(running()) {
        for (view in shown().filter { it.isClickable }) {
            val least = 48 * resources.displayMetrics.density
            assertTrue("$view", view.width >= least && view.height >= least)
            val name = view.contentDescription ?: (view as? TextView)?.text
            assertTrue("$view", !name.isNullOrEmpty())
        }
        assertEquals(View.ACCESSIBILITY_LIVE_REGION_POLITE, only<GuidanceLine>().accessibilityLiveRegion)
    }

    @Test
    fun `the guidance can be read over the brightest picture`() = with(running()) {
        preview(ColorDrawable(Color.WHITE))
        only<GuideView>().visibility = View.INVISIBLE
        for (isGood in listOf(false, true)) {
            val line = only<GuidanceLine>().apply { show("请拿稳手机", isGood) }
            idle()
            val box = line.boxIn(this)
            val pixels = IntArray(box.width * box.height)
            picture().getPixels(pixels, 0, box.width, box.left, box.top, box.width, box.height)
            assertTrue("the picture shines through", isGood || pixels.none { it == Color.BLACK })
            val ground = pixels.groupBy { it }.maxBy { it.value.size }.key
            assertTrue("$isGood", contrast(ground, line.currentTextColor) >= 4.5)
        }
    }

    private fun CapturePane.troubleText(): String {
        val texts = only<TroublePanel>().shown().filterIsInstance<TextView>()
        return texts.first { it !is Button }.text.toString()
    }

    private fun frames(scene: Bitmap, count: Int) {
        val frame = SampleFrames.frame(scene, Way(90, padding = 32, pixelStride = 2, isCut = true), 0)
        repeat(count) {
            port.opened.last().look(LiveFrame(frame.size, 90, it * 120_000_000L, frame.y, frame.u, frame.v))
            idle()
        }
    }

    private fun started(slot: Slot = Slot.PORTRAIT_SIDE): CapturePane {
        val activity = if (life.get().window.peekDecorView() == null) life.setup().get() else life.get()
        val pane = CapturePane(activity, Language.ZH_CN, access) { port }
        pane.listener = object : CapturePane.Listener {
            override fun onPhoto(jpeg: ByteArray) {
                photos += jpeg
            }

            override fun onPick() {
                picks += 1
            }
        }
        pane.start()
        pane.show(captureView(slot))
        activity.setContentView(FrameLayout(activity).apply { addView(pane) })
        idle()
        pane.surface()
        return pane
    }

    private fun running(): CapturePane = started().also {
        port.opened.last().tell(CameraEvent.Opened)
        idle()
    }

    private fun idle() = shadowOf(Looper.getMainLooper()).idle()

    private companion object {
        val SIZE = Extent(480, 640)
    }
}
