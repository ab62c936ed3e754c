package org.ruxue.app.camera

import kotlin.math.abs
import kotlin.math.min
import kotlin.math.roundToInt

/** Width and height of a picture, in pixels. */
internal data class Extent(val width: Int, val height: Int) {
    val area: Long get() = width.toLong() * height
    val shorter: Int get() = minOf(width, height)
    val longer: Int get() = maxOf(width, height)

    /** After [degrees] in quarter turns. */
    fun turned(degrees: Int): Extent = if (degrees % 180 == 0) this else Extent(height, width)

    /** Whether [other] has the same shape, but for what rounding to whole blocks of pixels does. */
    fun isShapedAs(other: Extent): Boolean =
        abs(longer.toDouble() / shorter - other.longer.toDouble() / other.shorter) < ROUNDING

    private companion object {
        const val ROUNDING = 0.02
    }
}

/** A place in a picture, as fractions of its width and height from the top left. */
internal data class Place(val x: Float, val y: Float) {
    /** Where this place of a picture was before the picture was turned clockwise by [degrees] in quarter turns. */
    fun before(degrees: Int): Place = when (degrees) {
        90 -> Place(y, 1 - x)
        180 -> Place(1 - x, 1 - y)
        270 -> Place(1 - y, x)
        else -> this
    }
}

/** Whole pixels of a sensor or a view: from left and top up to right and bottom. */
internal data class Area(val left: Int, val top: Int, val right: Int, val bottom: Int) {
    val width: Int get() = right - left
    val height: Int get() = bottom - top

    /** The largest part in its middle that is shaped as [shape]. */
    fun middle(shape: Extent): Area {
        val scale = min(width.toDouble() / shape.width, height.toDouble() / shape.height)
        return middle((shape.width * scale).roundToInt(), (shape.height * scale).roundToInt())
    }

    /** The part in its middle that fills a picture enlarged by [zoom]. */
    fun enlarged(zoom: Float): Area = middle((width / zoom).roundToInt(), (height / zoom).roundToInt())

    /** A square around [place], [share] of the shorter side wide, moved inside where it would stand out. */
    fun around(place: Place, share: Float): Area {
        val side = (minOf(width, height) * share).roundToInt()
        val x = (left + place.x * width - side / 2f).roundToInt().coerceIn(left, right - side)
        val y = (top + place.y * height - side / 2f).roundToInt().coerceIn(top, bottom - side)
        return Area(x, y, x + side, y + side)
    }

    private fun middle(width: Int, height: Int): Area {
        val x = left + (this.width - width) / 2
        val y = top + (this.height - height) / 2
        return Area(x, y, x + width, y + height)
    }
}
