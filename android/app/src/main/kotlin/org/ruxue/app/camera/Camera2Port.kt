package org.ruxue.app.camera

import android.content.Context
import android.graphics.SurfaceTexture
import android.hardware.camera2.CameraAccessException
import android.hardware.camera2.CameraManager
import android.os.Build
import android.os.Handler
import android.os.HandlerThread

/** The system's cameras, which draw their preview on [surface]. */
internal class Camera2Port(context: Context, private val surface: () -> SurfaceTexture?) : CameraPort {
    private val manager = context.applicationContext.service<CameraManager>()

    override fun lenses(): List<Lens> = try {
        manager.cameraIdList.mapNotNull(::lens)
    } catch (_: CameraAccessException) {
        emptyList()
    }

    /** A camera that was there a moment ago may be gone, and a broken one tells nonsense: neither is one to use. */
    private fun lens(id: String): Lens? = try {
        manager.getCameraCharacteristics(id).lens(id)
    } catch (_: CameraAccessException) {
        null
    } catch (_: IllegalArgumentException) {
        null
    }

    override fun open(
        plan: Plan,
        isLit: Boolean,
        tell: (CameraEvent) -> Unit,
        look: (LiveFrame) -> Unit,
    ): OpenCamera = Camera2(manager, Handler(thread.looper), plan, surface(), isLit, tell, look).apply { open() }

    override fun await(lens: Lens, freed: () -> Unit): AutoCloseable {
        val callback = Freeing(lens.id, freed)
        manager.registerAvailabilityCallback(callback, Handler(thread.looper))
        return AutoCloseable { manager.unregisterAvailabilityCallback(callback) }
    }

    /** Tells when a camera that somebody had is there again: that it is there at first says nothing. */
    private class Freeing(
        private val id: String,
        private val freed: () -> Unit,
    ) : CameraManager.AvailabilityCallback() {
        private var wasTaken = false

        override fun onCameraUnavailable(cameraId: String) {
            if (cameraId == id) wasTaken = true
        }

        override fun onCameraAvailable(cameraId: String) {
            if (cameraId != id || !wasTaken) return
            wasTaken = false
            freed()
        }

        /** From Android 10: who had it no longer needs it more than this app does. */
        override fun onCameraAccessPrioritiesChanged() {
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.Q && wasTaken) freed()
        }
    }

    companion object {
        /**
         * One for the whole process, so that a camera is let go of before it is opened again. Nothing of an activity's
         * is left on it once the camera is closed.
         */
        val thread by lazy { HandlerThread("camera").apply { start() } }
    }
}
