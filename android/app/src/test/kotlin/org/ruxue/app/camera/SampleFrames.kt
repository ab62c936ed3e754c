package org.ruxue.app.camera

import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Color
import android.graphics.Paint
import android.graphics.RectF
import java.nio.ByteBuffer
import org.ruxue.core.Slot
import org.ruxue.core.frameOutline

/** Live pictures as cameras lend them, of scenes drawn by code. */
internal object SampleFrames {
    /** How a camera lays out a frame. */
    data class Way(val rotation: Int, val padding: Int = 0, val pixelStride: Int = 1, val isCut: Boolean = false)

    /** A specimen on a desk, well lit, within the outline of an upright picture of [size]. */
    fun card(size: Extent): Bitmap = drawn(size, Color.rgb(150, 140, 130)) { canvas, paint ->
        val box = frameOutline(Slot.PORTRAIT_SIDE, size.width.toFloat(), size.height.toFloat())
        paint.color = Color.rgb(225, 228, 232)
        canvas.drawRoundRect(RectF(box.x, box.y, box.x + box.width, box.y + box.height), 12f, 12f, paint)
        paint.color = Color.rgb(30, 32, 36)
        paint.textSize = box.height / 12
        repeat(10) { line ->
            val (x, y) = box.x + box.width * 0.06f to box.y + box.height * (0.1f + line * 0.09f)
            canvas.drawText("样张 SPECIMEN 姓名住址公民身份号码", x, y, paint)
        }
    }

    /** Print where head and shoulders belong, and a lamp below: seen upside down the lamp is in the face. */
    fun person(size: Extent): Bitmap = drawn(size, Color.rgb(120, 118, 116)) { canvas, paint ->
        paint.color = Color.rgb(30, 32, 36)
        paint.textSize = size.height / 24f
        repeat(14) { line ->
            canvas.drawText("人像人像人像人像人像人像人像人像人像", 0f, size.height * (0.06f + line * 0.045f), paint)
        }
        paint.color = Color.WHITE
        canvas.drawRect(0f, size.height * 0.68f, size.width.toFloat(), size.height.toFloat(), paint)
    }

    fun dark(size: Extent): Bitmap = drawn(size, Color.rgb(8, 8, 8)) { _, _ -> }

    /** [upright] as a camera gives it that lies [way]. */
    fun frame(upright: Bitmap, way: Way, atMillis: Long): LiveFrame {
        val size = Extent(upright.width, upright.height).turned(way.rotation)
        val y = plane(size, way, 1) { x, y -> luma(upright, size, way.rotation, x, y) }
        val half = Extent(size.width / 2, size.height / 2)
        val (u, v) = List(2) { plane(half, way, way.pixelStride) { _, _ -> NEUTRAL } }
        return LiveFrame(size, way.rotation, atMillis * 1_000_000, y, u, v)
    }

    /** The pixel at ([x], [y]) of a sensor of [size] whose picture is to be turned by [rotation] to be [upright]. */
    private fun luma(upright: Bitmap, size: Extent, rotation: Int, x: Int, y: Int): Byte {
        val pixel = when (rotation) {
            90 -> upright.getPixel(size.height - 1 - y, x)
            180 -> upright.getPixel(size.width - 1 - x, size.height - 1 - y)
            270 -> upright.getPixel(y, size.width - 1 - x)
            else -> upright.getPixel(x, y)
        }
        return (0.299 * Color.red(pixel) + 0.587 * Color.green(pixel) + 0.114 * Color.blue(pixel)).toInt().toByte()
    }

    private fun plane(size: Extent, way: Way, pixelStride: Int, pixel: (Int, Int) -> Byte): LiveFrame.Plane {
        val rowStride = size.width * pixelStride + way.padding
        val lastRow = if (way.isCut) (size.width - 1) * pixelStride + 1 else rowStride
        val bytes = ByteBuffer.allocateDirect(rowStride * (size.height - 1) + lastRow)
        for (y in 0 until size.height) {
            for (x in 0 until size.width) bytes.put(y * rowStride + x * pixelStride, pixel(x, y))
        }
        return LiveFrame.Plane(bytes, rowStride, pixelStride)
    }

    private fun drawn(size: Extent, ground: Int, draw: (Canvas, Paint) -> Unit): Bitmap {
        val bitmap = Bitmap.createBitmap(size.width, size.height, Bitmap.Config.ARGB_8888)
        val canvas = Canvas(bitmap).apply { drawColor(ground) }
        draw(canvas, Paint(Paint.ANTI_ALIAS_FLAG))
        return bitmap
    }

    private const val NEUTRAL: Byte = -128
}
