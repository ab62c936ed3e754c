package org.ruxue.app

import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.graphics.Matrix
import android.media.ExifInterface
import java.io.ByteArrayInputStream
import java.io.IOException

/** Turns photos into what a screen shows: upright, and no larger than need be. */
internal object Photos {
    /** [file] with its longer side at most about [side] pixels; null where it is no picture. Takes its time. */
    fun decode(file: ByteArray, side: Int): Bitmap? {
        val size = BitmapFactory.Options().apply { inJustDecodeBounds = true }
        BitmapFactory.decodeByteArray(file, 0, file.size, size)
        val longer = maxOf(size.outWidth, size.outHeight)
        if (longer <= 0) return null
        val step = Integer.highestOneBit((longer / side).coerceAtLeast(1))
        val options = BitmapFactory.Options().apply { inSampleSize = step }
        return BitmapFactory.decodeByteArray(file, 0, file.size, options)?.let { upright(it, orientation(file)) }
    }

    private fun orientation(file: ByteArray): Int = try {
        val tags = ExifInterface(ByteArrayInputStream(file))
        tags.getAttributeInt(ExifInterface.TAG_ORIENTATION, ExifInterface.ORIENTATION_NORMAL)
    } catch (_: IOException) {
        ExifInterface.ORIENTATION_NORMAL
    }

    private fun upright(bitmap: Bitmap, orientation: Int): Bitmap {
        val turn = Matrix()
        when (orientation) {
            ExifInterface.ORIENTATION_FLIP_HORIZONTAL -> turn.setScale(-1f, 1f)
            ExifInterface.ORIENTATION_ROTATE_180 -> turn.setRotate(180f)
            ExifInterface.ORIENTATION_FLIP_VERTICAL -> turn.setScale(1f, -1f)
            ExifInterface.ORIENTATION_TRANSPOSE -> turn.apply { setRotate(90f) }.postScale(-1f, 1f)
            ExifInterface.ORIENTATION_ROTATE_90 -> turn.setRotate(90f)
            ExifInterface.ORIENTATION_TRANSVERSE -> turn.apply { setRotate(-90f) }.postScale(-1f, 1f)
            ExifInterface.ORIENTATION_ROTATE_270 -> turn.setRotate(-90f)
            else -> return bitmap
        }
        return Bitmap.createBitmap(bitmap, 0, 0, bitmap.width, bitmap.height, turn, true)
    }
}
