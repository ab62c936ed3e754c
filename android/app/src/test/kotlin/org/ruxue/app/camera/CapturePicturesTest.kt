package org.ruxue.app.camera

import android.app.Activity
import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.drawable.BitmapDrawable
import android.os.Looper
import android.widget.FrameLayout
import android.widget.TextView
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.ruxue.core.CameraTrouble
import org.ruxue.app.screen.picture
import org.ruxue.core.Language
import org.ruxue.core.Slot

/** What the pane looks like: every text whole and on the screen. Pictures are left to be looked at. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class CapturePicturesTest {
    private val port = FakePort()

    @Test
    fun `every state on every screen`() {
        val screens = listOf(
            "w360dp-h680dp" to 1f, "w320dp-h488dp" to 1f, "w320dp-h488dp" to 2f, "w412dp-h800dp" to 2f,
            "w700dp-h304dp-land" to 1f, "w568dp-h264dp-land" to 1f, "w568dp-h264dp-land" to 2f,
        )
        for ((qualifiers, scale) in screens) {
            RuntimeEnvironment.setQualifiers("$qualifiers-hdpi")
            RuntimeEnvironment.setFontScale(scale)
            for (isChinese in listOf(true, false)) {
                val name = "$qualifiers-${(scale * 100).toInt()}-${if (isChinese) "zh" else "en"}"
                look("$name-card", Slot.PORTRAIT_SIDE, isChinese) { frames(SampleFrames.card(it), 4) }
                look("$name-good", Slot.EMBLEM_SIDE, isChinese) { frames(SampleFrames.card(it), 8) }
                look("$name-portrait", Slot.PORTRAIT, isChinese) { frames(SampleFrames.dark(it), 2) }
                look("$name-blocked", Slot.PORTRAIT, isChinese) {
                    port.opened.last().tell(CameraEvent.Failed(CameraTrouble.BLOCKED))
                }
            }
        }
    }

    private fun look(name: String, slot: Slot, isChinese: Boolean, act: (Extent) -> Unit) {
        Robolectric.buildActivity(Activity::class.java).use { life ->
            val activity = life.setup().get()
            activity.actionBar?.hide()
            val pane = CapturePane(activity, if (isChinese) Language.ZH_CN else Language.EN, Granted) { port }
            pane.show(captureView(slot, isChinese))
            pane.start()
            activity.setContentView(FrameLayout(activity).apply { addView(pane) })
            idle()
            pane.surface()
            port.opened.last().tell(CameraEvent.Opened)
            idle()
            pane.preview(BitmapDrawable(activity.resources, scene(pane, slot)))
            act(port.opened.last().plan.upright.let { Extent(it.width / 3, it.height / 3) })
            idle()
            pane.picture().keep(name)
            for (view in pane.shown().filterNot { view -> view.parents().any { it is TroublePanel } }) {
                val box = view.boxIn(pane)
                val isInside = box.left >= 0 && box.top >= 0 && box.right <= pane.width && box.bottom <= pane.height
                assertTrue("$name: $view", isInside)
                if (view is TextView) assertTrue("$name: “${view.text}” is cut", view.layout.height <= view.textRoom)
            }
            pane.stop()
        }
    }

    private val TextView.textRoom get() = height - compoundPaddingTop - compoundPaddingBottom

    /** A card on a desk behind the outline, where a phone would show its preview. */
    private fun scene(pane: CapturePane, slot: Slot): Bitmap {
        val finder = pane.only<Viewfinder>()
        val box = finder.box
        val whole = Bitmap.createBitmap(finder.width, finder.height, Bitmap.Config.ARGB_8888)
        val size = Extent(box.width, box.height)
        val seen = if (slot == Slot.PORTRAIT) SampleFrames.person(size) else SampleFrames.card(size)
        Canvas(whole).drawBitmap(seen, box.left.toFloat(), box.top.toFloat(), null)
        return whole
    }

    private fun frames(scene: Bitmap, count: Int) {
        val camera = port.opened.last()
        val frame = SampleFrames.frame(scene, SampleFrames.Way(camera.plan.rotation), 0)
        repeat(count) {
            camera.look(LiveFrame(frame.size, frame.rotation, it * 80_000_000L, frame.y, frame.u, frame.v))
            idle()
        }
    }

    private fun idle() = shadowOf(Looper.getMainLooper()).idle()

    private object Granted : CameraAccess {
        override val access = Access.GRANTED
        override var answered: (() -> Unit)? = null

        override fun ask() = Unit

        override fun openSettings() = Unit
    }
}
