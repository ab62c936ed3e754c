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
        val bitmap = sampled(file) { width, height -> Integer.highestOneBit((maxOf(width, height) / side).coerceAtLeast(1)) }
        return bitmap?.let { upright(it, orientation(file)) }
    }

    /** [file] as it lies, its sides divided by what [sample] says of their lengths; null where it is no picture. */
    fun sampled(file: ByteArray, sample: (width: Int, height: Int) -> Int): Bitmap? {
        val options = BitmapFactory.Options().apply { inJustDecodeBounds = true }
        BitmapFactory.decodeByteArray(file, 0, file.size, options)
        if (options.outWidth <= 0 || options.outHeight <= 0) return null
        options.inSampleSize = sample(options.outWidth, options.outHeight)
        options.inJustDecodeBounds = false
        return BitmapFactory.decodeByteArray(file, 0, file.size, options)
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
