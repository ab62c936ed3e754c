package org.ruxue.app.camera

import android.graphics.ImageFormat
import android.graphics.Rect
import android.hardware.camera2.CameraCharacteristics
import android.hardware.camera2.CameraManager
import android.hardware.camera2.CameraMetadata
import android.util.Range
import android.util.Size
import android.util.SizeF
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowCameraCharacteristics
import org.robolectric.shadows.StreamConfigurationMapBuilder

/** Gives the system a camera of which it tells all that a phone's system does, and [more]. */
internal fun addCamera(id: String, facing: Int, more: ShadowCameraCharacteristics.() -> Unit = {}) {
    val told = ShadowCameraCharacteristics.newCameraCharacteristics()
    val sizes = StreamConfigurationMapBuilder.newBuilder()
        .addOutputSize(BLOB, Size(4000, 3000))
        .addOutputSize(ImageFormat.YUV_420_888, Size(1280, 960))
        .addOutputSize(Size(1440, 1080))
        .build()
    shadowOf(told).run {
        set(CameraCharacteristics.LENS_FACING, facing)
        set(CameraCharacteristics.REQUEST_AVAILABLE_CAPABILITIES, intArrayOf(PLAIN))
        set(CameraCharacteristics.SCALER_STREAM_CONFIGURATION_MAP, sizes)
        set(CameraCharacteristics.SENSOR_INFO_ACTIVE_ARRAY_SIZE, Rect(0, 0, 4000, 3000))
        set(CameraCharacteristics.SENSOR_INFO_PHYSICAL_SIZE, SizeF(6.4f, 4.8f))
        set(CameraCharacteristics.SENSOR_ORIENTATION, 90)
        set(CameraCharacteristics.LENS_INFO_AVAILABLE_FOCAL_LENGTHS, floatArrayOf(5f))
        set(CameraCharacteristics.LENS_INFO_MINIMUM_FOCUS_DISTANCE, 8f)
        set(CameraCharacteristics.CONTROL_AF_AVAILABLE_MODES, intArrayOf(CONTINUOUS))
        set(CameraCharacteristics.CONTROL_ZOOM_RATIO_RANGE, Range(1f, 6f))
        set(CameraCharacteristics.FLASH_INFO_AVAILABLE, true)
        more()
    }
    shadowOf(RuntimeEnvironment.getApplication().service<CameraManager>()).addCamera(id, told)
}

private const val CONTINUOUS = CameraMetadata.CONTROL_AF_MODE_CONTINUOUS_PICTURE
private const val PLAIN = CameraMetadata.REQUEST_AVAILABLE_CAPABILITIES_BACKWARD_COMPATIBLE

/** What systems call JPEG among themselves. */
private const val BLOB = 0x21
