package org.ruxue.app.camera

import kotlin.concurrent.thread
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.ruxue.app.camera.CameraState.Phase
import org.ruxue.app.camera.SampleFrames.Way
import org.ruxue.core.CameraTrouble
import org.ruxue.core.FrameGuidance
import org.ruxue.core.Guidance
import org.ruxue.core.Language
import org.ruxue.core.Slot

/** The state machine over a camera fed with sample frames. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class CameraDriverTest {
    private val port = FakePort()
    private val main = Queue()
    private val seen = Seen()
    private val driver = CameraDriver(port, main, { FrameWatch(Slot.PORTRAIT_SIDE, Language.EN) }, seen)
    private val way = Way(90, padding = 32, pixelStride = 2, isCut = true)
    private val card = SampleFrames.frame(SampleFrames.card(Extent(480, 640)), way, 0)
    private val dark = SampleFrames.frame(SampleFrames.dark(Extent(480, 640)), way, 0)

    private class Seen : CameraDriver.Outside {
        var state = CameraState()
        val guidance = mutableListOf<FrameGuidance>()
        val photos = mutableListOf<ByteArray>()

        override fun show(state: CameraState) {
            this.state = state
        }

        override fun guide(guidance: FrameGuidance) {
            this.guidance += guidance
        }

        override fun ask() = Unit

        override fun openSettings() = Unit

        override fun photo(jpeg: ByteArray) {
            photos += jpeg
        }
    }

    @Test
    fun `a good card is taken by itself`() {
        val camera = run()
        frames(camera, dark, 0 until 4)
        assertEquals(Guidance.DARK, seen.guidance.last().guidance)
        frames(camera, card, 4 until 20)
        assertTrue(seen.guidance.last().good)
        assertEquals("once", 1, camera.taken)
        assertTrue(driver.state.phase is Phase.Taking)
        camera.tell(CameraEvent.Photo(byteArrayOf(1, 2, 3)))
        main.run()
        assertArrayEquals(byteArrayOf(1, 2, 3), seen.photos.single())
        assertEquals(0, port.open)
    }

    @Test
    fun `a dark one is not`() {
        val camera = run()
        frames(camera, dark, 0 until 20)
        assertEquals(0, camera.taken)
        driver.on(CameraEvent.Shutter)
        assertEquals("but the student may", 1, camera.taken)
    }

    @Test
    fun `what a closed camera tells is heard by nobody`() {
        val old = run()
        driver.on(CameraEvent.Stop)
        val new = run()
        old.tell(CameraEvent.Failed(CameraTrouble.LOST))
        old.tell(CameraEvent.Photo(byteArrayOf(1)))
        frames(old, card, 0 until 10)
        assertEquals(Phase.Running(new.plan), driver.state.phase)
        assertTrue(seen.guidance.isEmpty() && seen.photos.isEmpty())
    }

    @Test
    fun `what was told before the end and reaches us after it is dropped`() {
        val camera = run()
        camera.tell(CameraEvent.Failed(CameraTrouble.LOST))
        driver.on(CameraEvent.Stop)
        main.run()
        assertEquals(Phase.Stopped, driver.state.phase)
    }

    @Test
    fun `a camera taken away is opened again when it is free`() {
        run().tell(CameraEvent.Failed(CameraTrouble.INTERRUPTED))
        main.run()
        assertEquals(CameraTrouble.INTERRUPTED, (seen.state.phase as Phase.Troubled).trouble)
        val wait = port.awaited.single()
        wait.freed()
        main.run()
        assertTrue(wait.isClosed)
        assertEquals(2, port.opened.size)
        assertEquals("nothing is left of the first", 1, port.open)
        wait.freed()
        main.run()
        assertEquals("who is not waited for any more changes nothing", 2, port.opened.size)
    }

    @Test
    fun `a touch aims the camera that runs`() {
        assertFalse(driver.aim(Place(0.5f, 0.5f)) {})
        val camera = run()
        val sharp = mutableListOf<Boolean>()
        assertTrue(driver.aim(Place(0.2f, 0.3f), sharp::add))
        assertEquals(Place(0.2f, 0.3f), camera.aimed)
        camera.focus(true)
        assertTrue("told on the main thread", sharp.isEmpty())
        main.run()
        assertEquals(listOf(true), sharp)
    }

    /** Frames come from a thread of the camera's while the main thread stops it. */
    @Test
    fun `stopping in the middle of a frame harms nothing`() = repeat(20) {
        val camera = run()
        val frames = thread { repeat(10) { camera.look(card) } }
        driver.on(CameraEvent.Stop)
        frames.join()
        main.run()
        assertEquals(Phase.Stopped, driver.state.phase)
    }

    private fun run(): FakePort.Camera {
        driver.on(CameraEvent.SurfaceCame)
        driver.on(CameraEvent.Begin(Access.GRANTED, plan()))
        return port.opened.last().also {
            it.tell(CameraEvent.Opened)
            main.run()
        }
    }

    private fun frames(camera: FakePort.Camera, like: LiveFrame, times: IntRange) = times.forEach {
        camera.look(LiveFrame(like.size, like.rotation, it * 120_000_000L, like.y, like.u, like.v))
        main.run()
    }
}
