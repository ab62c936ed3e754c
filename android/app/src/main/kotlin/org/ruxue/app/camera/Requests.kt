package org.ruxue.app.camera

import android.graphics.Rect
import android.hardware.camera2.CameraMetadata
import android.hardware.camera2.CaptureRequest
import android.hardware.camera2.params.MeteringRectangle
import android.os.Build
import android.util.Size

private const val JPEG_QUALITY: Byte = 95

/**
 * The camera as it is: nothing beautified or retouched, no scene, effect or stabilisation that cuts, exposure and white
 * balance by the camera, light by the lamp or none. Noise and edges are left as the template has them.
 */
internal fun CaptureRequest.Builder.plain(plan: Plan, isLit: Boolean) {
    set(CaptureRequest.CONTROL_MODE, CameraMetadata.CONTROL_MODE_AUTO)
    set(CaptureRequest.CONTROL_SCENE_MODE, CameraMetadata.CONTROL_SCENE_MODE_DISABLED)
    set(CaptureRequest.CONTROL_EFFECT_MODE, CameraMetadata.CONTROL_EFFECT_MODE_OFF)
    set(CaptureRequest.CONTROL_VIDEO_STABILIZATION_MODE, CameraMetadata.CONTROL_VIDEO_STABILIZATION_MODE_OFF)
    set(CaptureRequest.STATISTICS_FACE_DETECT_MODE, CameraMetadata.STATISTICS_FACE_DETECT_MODE_OFF)
    set(CaptureRequest.CONTROL_AE_MODE, CameraMetadata.CONTROL_AE_MODE_ON)
    set(CaptureRequest.CONTROL_AWB_MODE, CameraMetadata.CONTROL_AWB_MODE_AUTO)
    set(CaptureRequest.FLASH_MODE, if (isLit) CameraMetadata.FLASH_MODE_TORCH else CameraMetadata.FLASH_MODE_OFF)
    if (plan.zoom > 1) enlarge(plan)
}

/** Focuses by itself all the time, or on one area and stays. */
internal fun CaptureRequest.Builder.focus(plan: Plan, area: Area?) {
    if (plan.lens.focuses) {
        val byItself = CameraMetadata.CONTROL_AF_MODE_CONTINUOUS_PICTURE
        set(CaptureRequest.CONTROL_AF_MODE, if (area == null) byItself else CameraMetadata.CONTROL_AF_MODE_AUTO)
    }
    val areas = area?.let { arrayOf(MeteringRectangle(it.rect(), MeteringRectangle.METERING_WEIGHT_MAX)) } ?: return
    if (plan.lens.focusAreas > 0) set(CaptureRequest.CONTROL_AF_REGIONS, areas)
    if (plan.lens.lightAreas > 0) set(CaptureRequest.CONTROL_AE_REGIONS, areas)
}

/** A photo's own: upright, nearly without loss, no small copy of it inside. */
internal fun CaptureRequest.Builder.still(plan: Plan) {
    set(CaptureRequest.JPEG_ORIENTATION, plan.rotation)
    set(CaptureRequest.JPEG_QUALITY, JPEG_QUALITY)
    set(CaptureRequest.JPEG_THUMBNAIL_SIZE, Size(0, 0))
}

private fun CaptureRequest.Builder.enlarge(plan: Plan) {
    if (plan.lens.zoomsByRatio && Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
        set(CaptureRequest.CONTROL_ZOOM_RATIO, plan.zoom)
    } else {
        set(CaptureRequest.SCALER_CROP_REGION, plan.shown.rect())
    }
}

private fun Area.rect() = Rect(left, top, right, bottom)
