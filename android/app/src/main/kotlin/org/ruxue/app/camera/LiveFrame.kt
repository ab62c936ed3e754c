package org.ruxue.app.camera

import java.nio.ByteBuffer
import org.ruxue.core.FrameLayout

/** A raw picture of a running camera, as the camera lends it: valid only while it is looked at. */
internal class LiveFrame(
    val size: Extent,
    /** By how many degrees to turn it clockwise to see it upright. */
    val rotation: Int,
    /** Of a clock that never goes back. */
    val atNanos: Long,
    val y: Plane,
    val u: Plane,
    val v: Plane,
) {
    /** Bytes in rows, and how far it is from one to the next. */
    class Plane(val bytes: ByteBuffer, val rowStride: Int, val pixelStride: Int)

    /** How the planes lie, as the core wants it told: of `YUV_420_888` both planes of chroma lie alike. */
    fun layout(): FrameLayout = FrameLayout(
        width = size.width.toUInt(),
        height = size.height.toUInt(),
        rotation = rotation.toUInt(),
        yRowStride = y.rowStride.toUInt(),
        uvRowStride = u.rowStride.toUInt(),
        uvPixelStride = u.pixelStride.toUInt(),
        atMillis = (atNanos / NANOS_A_MILLI).toULong(),
    )

    private companion object {
        const val NANOS_A_MILLI = 1_000_000
    }
}
