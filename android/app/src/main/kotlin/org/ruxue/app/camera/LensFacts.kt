package org.ruxue.app.camera

import android.graphics.ImageFormat
import android.graphics.SurfaceTexture
import android.hardware.camera2.CameraCharacteristics
import android.hardware.camera2.CameraCharacteristics.CONTROL_AF_AVAILABLE_MODES
import android.hardware.camera2.CameraCharacteristics.CONTROL_MAX_REGIONS_AE
import android.hardware.camera2.CameraCharacteristics.CONTROL_MAX_REGIONS_AF
import android.hardware.camera2.CameraCharacteristics.FLASH_INFO_AVAILABLE
import android.hardware.camera2.CameraCharacteristics.LENS_FACING
import android.hardware.camera2.CameraCharacteristics.LENS_INFO_AVAILABLE_FOCAL_LENGTHS
import android.hardware.camera2.CameraCharacteristics.LENS_INFO_MINIMUM_FOCUS_DISTANCE
import android.hardware.camera2.CameraCharacteristics.REQUEST_AVAILABLE_CAPABILITIES
import android.hardware.camera2.CameraCharacteristics.SCALER_AVAILABLE_MAX_DIGITAL_ZOOM
import android.hardware.camera2.CameraCharacteristics.SCALER_STREAM_CONFIGURATION_MAP
import android.hardware.camera2.CameraCharacteristics.SENSOR_INFO_ACTIVE_ARRAY_SIZE
import android.hardware.camera2.CameraCharacteristics.SENSOR_INFO_PHYSICAL_SIZE
import android.hardware.camera2.CameraCharacteristics.SENSOR_ORIENTATION
import android.hardware.camera2.CameraMetadata
import android.os.Build
import android.util.Range
import android.util.Size

/** What the system tells of a camera; null where it is none that takes plain photos. */
internal fun CameraCharacteristics.lens(id: String): Lens? {
    val abilities = this[REQUEST_AVAILABLE_CAPABILITIES] ?: return null
    if (CameraMetadata.REQUEST_AVAILABLE_CAPABILITIES_BACKWARD_COMPATIBLE !in abilities) return null
    val sizes = this[SCALER_STREAM_CONFIGURATION_MAP] ?: return null
    val sensor = this[SENSOR_INFO_ACTIVE_ARRAY_SIZE] ?: return null
    return Lens(
        id = id,
        facing = facing(),
        isLogical = CameraMetadata.REQUEST_AVAILABLE_CAPABILITIES_LOGICAL_MULTI_CAMERA in abilities,
        nearest = this[LENS_INFO_MINIMUM_FOCUS_DISTANCE]?.takeIf { it > 0 },
        focuses = CONTINUOUS in (this[CONTROL_AF_AVAILABLE_MODES] ?: IntArray(0)),
        field = field(),
        orientation = this[SENSOR_ORIENTATION] ?: 0,
        sensor = Area(sensor.left, sensor.top, sensor.right, sensor.bottom),
        mostZoom = zooms()?.upper ?: this[SCALER_AVAILABLE_MAX_DIGITAL_ZOOM] ?: 1f,
        zoomsByRatio = zooms() != null,
        hasLamp = this[FLASH_INFO_AVAILABLE] == true,
        focusAreas = this[CONTROL_MAX_REGIONS_AF] ?: 0,
        lightAreas = this[CONTROL_MAX_REGIONS_AE] ?: 0,
        photos = sizes.getOutputSizes(ImageFormat.JPEG).extents(),
        previews = sizes.getOutputSizes(SurfaceTexture::class.java).extents(),
        frames = sizes.getOutputSizes(ImageFormat.YUV_420_888).extents(),
    )
}

private fun CameraCharacteristics.facing(): Facing = when (this[LENS_FACING]) {
    CameraMetadata.LENS_FACING_BACK -> Facing.REAR
    CameraMetadata.LENS_FACING_FRONT -> Facing.FRONT
    else -> Facing.OTHER
}

private fun CameraCharacteristics.zooms(): Range<Float>? =
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) this[CameraCharacteristics.CONTROL_ZOOM_RATIO_RANGE] else null

/** The thin lens's: sensor over focal length. The first focal length is the one that a lens has unless asked. */
private fun CameraCharacteristics.field(): Lens.Field? {
    val sensor = this[SENSOR_INFO_PHYSICAL_SIZE] ?: return null
    val focal = this[LENS_INFO_AVAILABLE_FOCAL_LENGTHS]?.firstOrNull()?.takeIf { it > 0 } ?: return null
    return Lens.Field(maxOf(sensor.width, sensor.height) / focal, minOf(sensor.width, sensor.height) / focal)
}

private fun Array<Size>?.extents(): List<Extent> = orEmpty().map { Extent(it.width, it.height) }

private const val CONTINUOUS = CameraMetadata.CONTROL_AF_MODE_CONTINUOUS_PICTURE
