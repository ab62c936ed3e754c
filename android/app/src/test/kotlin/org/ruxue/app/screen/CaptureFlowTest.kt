package org.ruxue.app.screen

import android.app.Application
import android.view.View
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.ruxue.app.R
import org.ruxue.app.camera.CapturePane
import org.ruxue.core.Slot

/** From what makes a good photo over the camera to a photo that is looked at. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], application = Application::class)
class CaptureFlowTest {
    private val album = Album("zh")
    private val activity = Variant("zh", isNight = false, fontScale = 1f).activity()
    private val hand = StillHand(activity)
    private val aim = Aim()
    private val view = ScreenView(activity, hand, aim)

    @Test
    fun `what to take care of is read once, then the camera is there`() {
        view.show(album["portrait_capture"])
        assertFalse(isAiming())
        press("start")
        assertTrue(isAiming())
        view.show(album["portrait_review"])
        view.show(album["portrait_capture"])
        assertTrue(isAiming())
    }

    @Test
    fun `a refusal stands until it is answered, and comes anew with the next photo`() {
        view.show(album["portrait_capture_refused"])
        assertFalse(isAiming())
        press("start")
        assertTrue(isAiming())
        aim.taken()
        view.show(album["portrait_capture_refused"])
        assertFalse("the same was found in another photo", isAiming())
    }

    @Test
    fun `a photo that was taken anew is shown, even if the same is said of it`() {
        view.show(album["portrait_review"])
        view.show(album["portrait_review"])
        assertEquals("not looked at twice for nothing", listOf(Slot.PORTRAIT), hand.looked)
        view.show(album["portrait_capture"])
        view.show(album["portrait_review"])
        assertEquals(listOf(Slot.PORTRAIT, Slot.PORTRAIT), hand.looked)
    }

    private fun isAiming() = view.seen().any { it is CapturePane }

    private fun press(name: String) {
        view.seen().first { view: View -> view.getTag(R.id.name) == name }.performClick()
    }
}
