package org.ruxue.app.camera

import android.app.Activity
import android.graphics.Rect
import android.graphics.SurfaceTexture
import android.hardware.camera2.CameraCharacteristics
import android.hardware.camera2.CameraDevice
import android.hardware.camera2.CameraManager
import android.hardware.camera2.CameraMetadata
import android.hardware.camera2.CaptureRequest
import android.os.Handler
import android.os.Looper
import android.widget.FrameLayout
import java.lang.ref.WeakReference
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
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
import org.ruxue.core.Language
import org.ruxue.core.Slot

/** The system's cameras, as far as tests have any: they open and take requests, and deliver no picture. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class Camera2PortTest {
    private val app = RuntimeEnvironment.getApplication()
    private val manager = app.service<CameraManager>()
    private val texture = SurfaceTexture(0)
    private val port = Camera2Port(app) { texture }
    private val told = LinkedBlockingQueue<CameraEvent>()

    @Test
    fun `lenses are what the system tells`() {
        addCamera("0", CameraMetadata.LENS_FACING_BACK)
        addCamera("1", CameraMetadata.LENS_FACING_FRONT)
        addCamera("2", CameraMetadata.LENS_FACING_BACK) {
            set(CameraCharacteristics.REQUEST_AVAILABLE_CAPABILITIES, intArrayOf(DEPTH))
        }
        val lenses = port.lenses()
        assertEquals("one for depth only takes no photos", listOf("0", "1"), lenses.map { it.id })
        val main = lenses.first()
        assertEquals(Facing.REAR to Facing.FRONT, main.facing to lenses.last().facing)
        assertEquals(listOf(Extent(4000, 3000)), main.photos)
        assertEquals(listOf(Extent(1440, 1080)), main.previews)
        assertEquals(listOf(Extent(1280, 960)), main.frames)
        assertEquals(6.4f / 5f, requireNotNull(main.field).longer, 1e-6f)
        assertEquals(8f, main.nearest)
        assertEquals(90, main.orientation)
        assertTrue(main.hasLamp && main.focuses && main.zoomsByRatio)
        assertEquals(Area(0, 0, 4000, 3000), main.sensor)
        assertEquals(6f, main.mostZoom)
    }

    @Test
    fun `it opens and is let go`() {
        addCamera("0", CameraMetadata.LENS_FACING_BACK)
        val camera = open()
        assertEquals(CameraEvent.Opened, next())
        camera.close()
        settle()
        shadowOf(manager).triggerDisconnect()
        settle()
        assertNull("closed it tells nothing more", told.poll())
    }

    @Test
    fun `a camera that is taken away says so`() {
        addCamera("0", CameraMetadata.LENS_FACING_BACK)
        val camera = open()
        assertEquals(CameraEvent.Opened, next())
        shadowOf(manager).triggerDisconnect()
        assertEquals(CameraEvent.Failed(CameraTrouble.INTERRUPTED), next())
        camera.close()
    }

    @Test
    fun `closed before it is open it stays closed`() {
        addCamera("0", CameraMetadata.LENS_FACING_BACK)
        repeat(10) { open().close() }
        settle()
        assertTrue(told.all { it == CameraEvent.Opened })
    }

    @Test
    fun `only a camera that was taken is waited for`() {
        addCamera("0", CameraMetadata.LENS_FACING_BACK)
        var freed = 0
        val wait = port.await(port.lenses().first()) { freed += 1 }
        settle()
        assertEquals("that it is there says nothing", 0, freed)
        wait.close()
    }

    @Test
    fun `requests leave the picture as it is`() {
        val request = request(plan(), isLit = false)
        assertEquals(CameraMetadata.CONTROL_SCENE_MODE_DISABLED, request[CaptureRequest.CONTROL_SCENE_MODE])
        assertEquals(CameraMetadata.CONTROL_EFFECT_MODE_OFF, request[CaptureRequest.CONTROL_EFFECT_MODE])
        val noFaces = CameraMetadata.STATISTICS_FACE_DETECT_MODE_OFF
        assertEquals(noFaces, request[CaptureRequest.STATISTICS_FACE_DETECT_MODE])
        assertEquals(CameraMetadata.CONTROL_AF_MODE_CONTINUOUS_PICTURE, request[CaptureRequest.CONTROL_AF_MODE])
        assertEquals(CameraMetadata.FLASH_MODE_OFF, request[CaptureRequest.FLASH_MODE])
        assertEquals(CameraMetadata.FLASH_MODE_TORCH, request(plan(), isLit = true)[CaptureRequest.FLASH_MODE])
        assertEquals(270, request(plan(rotation = 270), isLit = false)[CaptureRequest.JPEG_ORIENTATION])
        assertEquals(95.toByte(), request[CaptureRequest.JPEG_QUALITY])
    }

    @Test
    fun `requests enlarge as the system can`() {
        assertEquals(2f, request(plan(zoom = 2f), isLit = false)[CaptureRequest.CONTROL_ZOOM_RATIO])
        val cut = request(plan(lens(zoomsByRatio = false), zoom = 2f), isLit = false)
        assertEquals(Rect(1000, 750, 3000, 2250), cut[CaptureRequest.SCALER_CROP_REGION])
    }

    @Test
    fun `a touch is focused on and metered`() {
        val area = plan().touched(Place(0.5f, 0.5f))
        val request = request(plan(), isLit = false, area)
        assertEquals(CameraMetadata.CONTROL_AF_MODE_AUTO, request[CaptureRequest.CONTROL_AF_MODE])
        for (key in listOf(CaptureRequest.CONTROL_AF_REGIONS, CaptureRequest.CONTROL_AE_REGIONS)) {
            assertEquals(Rect(area.left, area.top, area.right, area.bottom), requireNotNull(request[key]).single().rect)
        }
        val fixed = plan(lens().copy(focuses = false, focusAreas = 0))
        assertNull(request(fixed, isLit = false, area)[CaptureRequest.CONTROL_AF_REGIONS])
    }

    @Test
    fun `nothing of a camera keeps its activity`() {
        addCamera("0", CameraMetadata.LENS_FACING_BACK)
        val gone = showAndDestroy()
        val isGone = (0 until 100).any {
            System.gc()
            settle()
            Thread.sleep(10)
            gone.get() == null
        }
        assertTrue(isGone)
    }

    /** By itself, so that nothing of it stays on the stack. */
    private fun showAndDestroy(): WeakReference<Activity> {
        val life = Robolectric.buildActivity(Activity::class.java).setup()
        val activity = life.get()
        shadowOf(app).grantPermissions(android.Manifest.permission.CAMERA)
        val pane = CapturePane(activity, Language.EN, CameraPermission(activity)) {
            Camera2Port(activity) { SurfaceTexture(0) }
        }
        pane.show(captureView(Slot.PORTRAIT_SIDE))
        activity.setContentView(FrameLayout(activity).apply { addView(pane) })
        pane.start()
        shadowOf(Looper.getMainLooper()).idle()
        pane.surface()
        val lamp = pane.only<LampSwitch>()
        repeat(100) {
            settle()
            if (lamp.isShown) lamp.performClick()
        }
        assertTrue("it ran", lamp.isShown)
        life.pause().stop().destroy()
        return WeakReference(activity)
    }

    private fun open(): OpenCamera {
        val plan = requireNotNull(plan(port.lenses(), Slot.PORTRAIT_SIDE, 0))
        return port.open(plan, isLit = false, tell = told::add) {}
    }

    private fun next(): CameraEvent? = told.poll(30, TimeUnit.SECONDS)

    /** Until the camera's thread and this one have done what they were asked. */
    private fun settle() {
        shadowOf(Camera2Port.thread.looper).idle()
        shadowOf(Looper.getMainLooper()).idle()
    }

    private val device: CameraDevice by lazy {
        addCamera("9", CameraMetadata.LENS_FACING_BACK)
        var opened: CameraDevice? = null
        manager.openCamera("9", object : CameraDevice.StateCallback() {
            override fun onOpened(camera: CameraDevice) {
                opened = camera
            }

            override fun onDisconnected(camera: CameraDevice) = Unit

            override fun onError(camera: CameraDevice, error: Int) = Unit
        }, Handler(Looper.getMainLooper()))
        shadowOf(Looper.getMainLooper()).idle()
        requireNotNull(opened)
    }

    private fun request(plan: Plan, isLit: Boolean, area: Area? = null): CaptureRequest =
        device.createCaptureRequest(CameraDevice.TEMPLATE_STILL_CAPTURE).apply {
            plain(plan, isLit)
            focus(plan, area)
            still(plan)
        }.build()

    private companion object {
        const val DEPTH = CameraMetadata.REQUEST_AVAILABLE_CAPABILITIES_DEPTH_OUTPUT
    }
}
