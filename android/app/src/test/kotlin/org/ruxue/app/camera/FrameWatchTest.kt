package org.ruxue.app.camera

import android.graphics.Bitmap
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.ruxue.app.camera.SampleFrames.Way
import org.ruxue.core.FrameGuidance
import org.ruxue.core.Guidance
import org.ruxue.core.Language
import org.ruxue.core.Slot

/** Frames as cameras lay them out, through the core's own checks. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class FrameWatchTest {
    private val size = Extent(480, 640)

    @Test
    fun `frames are read however they lie`() {
        val card = SampleFrames.card(size)
        val ways = listOf(0, 90, 180, 270).map { Way(it) } + listOf(
            Way(90, padding = 64), Way(90, pixelStride = 2), Way(90, pixelStride = 2, isCut = true),
            Way(270, padding = 32, pixelStride = 2, isCut = true), Way(0, padding = 16, isCut = true),
        )
        for (way in ways) {
            val told = watched(Slot.PORTRAIT_SIDE, card, way)
            assertEquals("$way", Guidance.HOLD, told.last().guidance)
            assertTrue("$way", told.last().good)
            assertEquals("$way", 1f, told.last().steady)
            assertTrue("$way: the ring fills", told.zipWithNext().all { (a, b) -> a.steady <= b.steady })
        }
    }

    @Test
    fun `frames are seen upright`() {
        val person = SampleFrames.person(size)
        for (rotation in listOf(0, 90, 180, 270)) {
            assertEquals("$rotation", Guidance.HOLD, watched(Slot.PORTRAIT, person, Way(rotation)).last().guidance)
            val overturned = watched(Slot.PORTRAIT, person, Way(rotation)) { (it + 180) % 360 }.last().guidance
            assertNotEquals("upside down the lamp is seen", Guidance.HOLD, overturned)
        }
    }

    @Test
    fun `darkness is told`() {
        assertEquals(Guidance.DARK, watched(Slot.PORTRAIT, SampleFrames.dark(size), Way(90)).last().guidance)
    }

    @Test
    fun `planes that do not fit say nothing`() {
        val frame = SampleFrames.frame(SampleFrames.dark(size), Way(90), 0)
        val cut = LiveFrame.Plane(frame.y.bytes.duplicate().limit(1000) as java.nio.ByteBuffer, frame.y.rowStride, 1)
        FrameWatch(Slot.PORTRAIT, Language.EN).use {
            assertNull(it.look(LiveFrame(frame.size, 90, 0, cut, frame.u, frame.v)))
            assertTrue("the next is looked at all the same", it.look(frame) != null)
        }
    }

    @Test
    fun `what comes after the end is not looked at`() {
        val watch = FrameWatch(Slot.PORTRAIT, Language.EN)
        repeat(2) { watch.close() }
        assertNull(watch.look(SampleFrames.frame(SampleFrames.dark(size), Way(90), 0)))
    }

    private fun watched(slot: Slot, scene: Bitmap, way: Way, told: (Int) -> Int = { it }): List<FrameGuidance> =
        FrameWatch(slot, Language.EN).use { watch ->
            val frame = SampleFrames.frame(scene, way, 0)
            (0..8L).mapNotNull {
                val at = it * 120_000_000
                watch.look(LiveFrame(frame.size, told(frame.rotation), at, frame.y, frame.u, frame.v))
            }
        }
}
