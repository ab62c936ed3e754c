package org.ruxue.app.camera

import android.graphics.ImageFormat
import android.graphics.SurfaceTexture
import android.hardware.camera2.CameraAccessException
import android.hardware.camera2.CameraCaptureSession
import android.hardware.camera2.CameraDevice
import android.hardware.camera2.CameraManager
import android.hardware.camera2.CameraMetadata
import android.hardware.camera2.CaptureFailure
import android.hardware.camera2.CaptureRequest
import android.hardware.camera2.CaptureResult
import android.hardware.camera2.TotalCaptureResult
import android.hardware.camera2.params.OutputConfiguration
import android.hardware.camera2.params.SessionConfiguration
import android.media.Image
import android.media.ImageReader
import android.os.Build
import android.os.Handler
import android.view.Surface
import org.ruxue.core.CameraTrouble

/**
 * One opening of one camera, from [open] to [close]. All of it happens on [handler]'s thread, in the order asked for;
 * once closed it tells nothing more, and whatever the system still hands it is given back.
 */
internal class Camera2(
    private val manager: CameraManager,
    private val handler: Handler,
    private val plan: Plan,
    private var texture: SurfaceTexture?,
    private var isLit: Boolean,
    private var tell: (CameraEvent) -> Unit,
    private var look: (LiveFrame) -> Unit,
) : OpenCamera {
    private val held = ArrayDeque<AutoCloseable>()
    private var isClosed = false
    private var device: CameraDevice? = null
    private var session: CameraCaptureSession? = null
    private var preview: Surface? = null
    private var photos: ImageReader? = null
    private var frames: ImageReader? = null

    /** Where the student touched; none where it focuses by itself. */
    private var aimed: Area? = null
    private var sharp: ((Boolean) -> Unit)? = null
    private var isSeeking = false
    private var isDue = false
    private var nextFrame = 0L

    fun open() = act {
        manager.openCamera(plan.lens.id, DeviceEvents(), handler)
    }

    override fun take() = act {
        isDue = true
        // A photo of a lens on its way is blurred; one that never finds its way must not keep the student waiting.
        if (isSeeking) handler.postDelayed(shoot, PATIENCE_MILLIS) else shoot.run()
    }

    override fun light(isLit: Boolean) = act {
        this.isLit = isLit
        repeat()
    }

    override fun aim(place: Place, done: (Boolean) -> Unit) = act {
        aimed = plan.touched(place)
        sharp = done
        session?.capture(request(CameraDevice.TEMPLATE_PREVIEW) {
            set(CaptureRequest.CONTROL_AF_TRIGGER, CameraMetadata.CONTROL_AF_TRIGGER_START)
        }, null, handler)
        repeat()
        handler.removeCallbacks(letGo)
        handler.postDelayed(letGo, AIMED_MILLIS)
    }

    override fun close() {
        handler.post {
            isClosed = true
            listOf(shoot, giveUp, letGo).forEach(handler::removeCallbacks)
            while (held.isNotEmpty()) held.removeFirst().close()
            forget()
        }
    }

    /** The system may keep a closed camera, and with it this, for longer than whoever used it should live. */
    private fun forget() {
        tell = {}
        look = {}
        sharp = null
        texture = null
    }

    private inner class DeviceEvents : CameraDevice.StateCallback() {
        override fun onOpened(camera: CameraDevice) {
            hold(camera::close)
            device = camera
            now { begin(camera) }
        }

        override fun onDisconnected(camera: CameraDevice) = lost(camera, CameraTrouble.INTERRUPTED)

        override fun onError(camera: CameraDevice, error: Int) = lost(camera, troubleOf(error))

        private fun lost(camera: CameraDevice, trouble: CameraTrouble) {
            camera.close()
            if (!isClosed) tell(CameraEvent.Failed(trouble))
        }
    }

    private inner class SessionEvents : CameraCaptureSession.StateCallback() {
        override fun onConfigured(session: CameraCaptureSession) = now {
            this@Camera2.session = session
            repeat()
            tell(CameraEvent.Opened)
        }

        override fun onConfigureFailed(session: CameraCaptureSession) {
            if (!isClosed) tell(CameraEvent.Unfit)
        }
    }

    /** Asks for a session that shows a preview, takes photos and, where the plan says so, lends frames. */
    private fun begin(camera: CameraDevice) {
        val texture = texture ?: throw IllegalStateException("no surface")
        texture.setDefaultBufferSize(plan.preview.width, plan.preview.height)
        val preview = Surface(texture).also { hold(it::release) }
        val photos = reader(plan.photo, ImageFormat.JPEG, ::photo)
        val frames = plan.frames?.let { reader(it, ImageFormat.YUV_420_888, ::frame) }
        this.preview = preview
        this.photos = photos
        this.frames = frames
        configure(camera, listOfNotNull(preview, photos.surface, frames?.surface))
    }

    private fun configure(camera: CameraDevice, surfaces: List<Surface>) {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) {
            val outputs = surfaces.map(::OutputConfiguration)
            val regular = SessionConfiguration.SESSION_REGULAR
            camera.createCaptureSession(SessionConfiguration(regular, outputs, handler::post, SessionEvents()))
        } else {
            @Suppress("DEPRECATION")
            camera.createCaptureSession(surfaces, SessionEvents(), handler)
        }
    }

    private fun reader(size: Extent, format: Int, take: (ImageReader) -> Unit): ImageReader {
        val reader = ImageReader.newInstance(size.width, size.height, format, IMAGES)
        hold(reader::close)
        reader.setOnImageAvailableListener({ if (!isClosed) take(it) }, handler)
        return reader
    }

    /** Runs the preview as things stand now. */
    private fun repeat() {
        session?.setRepeatingRequest(request(CameraDevice.TEMPLATE_PREVIEW), Focusing(), handler)
    }

    private fun request(template: Int, more: CaptureRequest.Builder.() -> Unit = {}): CaptureRequest {
        val camera = device ?: throw IllegalStateException("not open")
        val isStill = template == CameraDevice.TEMPLATE_STILL_CAPTURE
        val targets = if (isStill) listOf(photos?.surface) else listOf(preview, frames?.surface)
        return camera.createCaptureRequest(template).apply {
            targets.filterNotNull().forEach(::addTarget)
            plain(plan, isLit)
            focus(plan, aimed)
            more()
        }.build()
    }

    /** Hears how far the lens is. */
    private inner class Focusing : CameraCaptureSession.CaptureCallback() {
        override fun onCaptureCompleted(
            session: CameraCaptureSession,
            request: CaptureRequest,
            result: TotalCaptureResult,
        ) {
            val state = result[CaptureResult.CONTROL_AF_STATE] ?: return
            isSeeking = state in SEEKING
            when (state) {
                CameraMetadata.CONTROL_AF_STATE_FOCUSED_LOCKED -> aimedAt(true)
                CameraMetadata.CONTROL_AF_STATE_NOT_FOCUSED_LOCKED -> aimedAt(false)
            }
            if (isDue && !isSeeking) now { shoot.run() }
        }

        private fun aimedAt(isSharp: Boolean) {
            sharp?.invoke(isSharp)
            sharp = null
        }
    }

    private val shoot = Runnable {
        if (!isDue) return@Runnable
        isDue = false
        now {
            val request = request(CameraDevice.TEMPLATE_STILL_CAPTURE) { still(plan) }
            session?.capture(request, Shooting(), handler)
            handler.postDelayed(giveUp, PHOTO_MILLIS)
        }
    }

    private inner class Shooting : CameraCaptureSession.CaptureCallback() {
        override fun onCaptureFailed(session: CameraCaptureSession, request: CaptureRequest, failure: CaptureFailure) {
            handler.removeCallbacks(giveUp)
            giveUp.run()
        }
    }

    private val giveUp = Runnable { if (!isClosed) tell(CameraEvent.Missed) }

    /** Focuses by itself again. */
    private val letGo = Runnable {
        now {
            session?.capture(request(CameraDevice.TEMPLATE_PREVIEW) {
                set(CaptureRequest.CONTROL_AF_TRIGGER, CameraMetadata.CONTROL_AF_TRIGGER_CANCEL)
            }, null, handler)
            aimed = null
            sharp = null
            repeat()
        }
    }

    private fun photo(reader: ImageReader) {
        val jpeg = reader.acquireNextImage()?.use { image ->
            val bytes = image.planes.first().buffer
            ByteArray(bytes.remaining()).also(bytes::get)
        } ?: return
        handler.removeCallbacks(giveUp)
        tell(CameraEvent.Photo(jpeg))
    }

    /** The latest frame and none of those before; while it is looked at this thread takes no other. */
    private fun frame(reader: ImageReader) {
        val image = reader.acquireLatestImage() ?: return
        image.use {
            if (it.timestamp < nextFrame) return
            nextFrame = it.timestamp + FRAME_NANOS
            look(it.live())
        }
    }

    private fun Image.live(): LiveFrame {
        val (y, u, v) = planes.map { LiveFrame.Plane(it.buffer, it.rowStride, it.pixelStride) }
        return LiveFrame(Extent(width, height), plan.rotation, timestamp, y, u, v)
    }

    /** Keeps what [close] lets go of, or lets go of it now. */
    private fun hold(close: AutoCloseable) {
        if (isClosed) close.close() else held += close
    }

    /** Has [work] done on the camera's thread. */
    private fun act(work: () -> Unit) {
        handler.post { now(work) }
    }

    /** Does [work] unless it is closed. At any moment the camera may have been taken away, or may break. */
    private fun now(work: () -> Unit) {
        if (isClosed) return
        val trouble = try {
            return work()
        } catch (e: CameraAccessException) {
            troubleOf(e)
        } catch (_: SecurityException) {
            CameraTrouble.NOT_ALLOWED
        } catch (_: IllegalStateException) {
            CameraTrouble.LOST
        } catch (_: IllegalArgumentException) {
            CameraTrouble.LOST
        }
        tell(CameraEvent.Failed(trouble))
    }

    private companion object {
        /** One to look at and one to come. */
        const val IMAGES = 2
        const val PATIENCE_MILLIS = 800L
        const val PHOTO_MILLIS = 5_000L
        const val AIMED_MILLIS = 4_000L

        /** Between two frames that are looked at: some eight a second. */
        const val FRAME_NANOS = 120_000_000L

        /** While the lens is on its way, by itself or to where was touched. */
        val SEEKING = setOf(
            CameraMetadata.CONTROL_AF_STATE_PASSIVE_SCAN,
            CameraMetadata.CONTROL_AF_STATE_ACTIVE_SCAN,
        )

        fun troubleOf(e: CameraAccessException) = when (e.reason) {
            CameraAccessException.CAMERA_IN_USE, CameraAccessException.MAX_CAMERAS_IN_USE -> CameraTrouble.IN_USE
            CameraAccessException.CAMERA_DISABLED -> CameraTrouble.BLOCKED
            CameraAccessException.CAMERA_DISCONNECTED -> CameraTrouble.INTERRUPTED
            else -> CameraTrouble.LOST
        }

        fun troubleOf(error: Int) = when (error) {
            CameraDevice.StateCallback.ERROR_CAMERA_IN_USE,
            CameraDevice.StateCallback.ERROR_MAX_CAMERAS_IN_USE,
            -> CameraTrouble.IN_USE
            CameraDevice.StateCallback.ERROR_CAMERA_DISABLED -> CameraTrouble.BLOCKED
            else -> CameraTrouble.LOST
        }
    }
}
