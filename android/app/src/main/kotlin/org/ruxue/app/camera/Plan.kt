package org.ruxue.app.camera

import org.ruxue.core.Slot
import org.ruxue.core.frameOutline

/** How a camera is to be used. */
internal data class Plan(
    val lens: Lens,
    val photo: Extent,
    val preview: Extent,
    /** The size of frames to look at; none where nothing is to be looked at. */
    val frames: Extent?,
    /** By how many degrees to turn the sensor's picture clockwise to see it upright on the display as it is held. */
    val rotation: Int,
    val zoom: Float,
) {
    /** The preview as it is seen. */
    val upright: Extent get() = preview.turned(rotation)

    /** The part of the sensor that photo and preview show. */
    val shown: Area get() = lens.sensor.enlarged(zoom)

    /** The area around [place] of the upright preview, in the pixels in which the sensor is told where to focus. */
    fun touched(place: Place): Area {
        // Where it enlarges by a ratio, pixels count as if what is shown were the whole sensor.
        val whole = if (lens.zoomsByRatio) lens.sensor else shown
        return whole.middle(preview).around(place.before(rotation), TOUCHED)
    }

    private companion object {
        /** A touched area's side over the picture's shorter one. */
        const val TOUCHED = 0.15f
    }
}

/** How to take a photo of [slot] on a display turned by [display] degrees; none where no lens can. */
internal fun plan(lenses: List<Lens>, slot: Slot, display: Int): Plan? {
    val lens = lenses.best() ?: return null
    val photo = photoSize(lens.photos) ?: return null
    val preview = liveSize(lens.previews, photo) ?: return null
    val rotation = Math.floorMod(lens.orientation - display, 360)
    val zoom = if (slot == Slot.PORTRAIT) 1f else cardZoom(lens, slot, preview.turned(rotation))
    return Plan(lens, photo, preview, liveSize(lens.frames, photo), rotation, zoom)
}

private fun cardZoom(lens: Lens, slot: Slot, upright: Extent): Float {
    val width = upright.width.toFloat()
    val share = frameOutline(slot, width, upright.height.toFloat()).width / width
    return lens.cardZoom(share, upright.width > upright.height)
}
