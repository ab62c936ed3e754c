package org.ruxue.app.camera

import android.graphics.Bitmap
import android.graphics.ColorSpace
import android.graphics.ImageDecoder
import android.os.Build
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.nio.ByteBuffer
import org.ruxue.app.Photos

/** Turns whatever the phone can show, such as HEIC, into JPEG. In memory only: no photo is written to disk unsealed. */
internal object Jpeg {
    private const val QUALITY = 95
    private const val PIXEL_BYTES = 4

    /** How much of the app's memory a decoded picture may take. */
    private const val SHARE = 4

    private val mostPixels = minOf(MOST_PHOTO_PIXELS, Runtime.getRuntime().maxMemory() / SHARE / PIXEL_BYTES)

    /** [file] as a JPEG of at most [most] pixels, with what EXIF tells of its origin; null where it is no picture. */
    fun of(file: ByteArray, most: Long = mostPixels): ByteArray? {
        val exif = Exif.of(file)
        // The decoder of Android 9 and later turns pictures upright itself.
        val isTurned = Build.VERSION.SDK_INT >= Build.VERSION_CODES.P
        val bitmap = (if (isTurned) decode(file, most) else Photos.sampled(file) { width, height -> sample(width, height, most) })
            ?: return null
        val jpeg = ByteArrayOutputStream()
        bitmap.compress(Bitmap.CompressFormat.JPEG, QUALITY, jpeg)
        bitmap.recycle()
        val kept = if (isTurned) exif?.upright() else exif
        return kept?.within(jpeg.toByteArray()) ?: jpeg.toByteArray()
    }

    private fun decode(file: ByteArray, most: Long): Bitmap? {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.P) return null
        return try {
            ImageDecoder.decodeBitmap(ImageDecoder.createSource(ByteBuffer.wrap(file))) { decoder, info, _ ->
                decoder.allocator = ImageDecoder.ALLOCATOR_SOFTWARE
                decoder.setTargetColorSpace(ColorSpace.get(ColorSpace.Named.SRGB))
                decoder.setTargetSampleSize(sample(info.size.width, info.size.height, most))
            }
        } catch (_: IOException) {
            null
        }
    }

    /** By how much to divide the sides, a power of two: [most] pixels at most are left. */
    private fun sample(width: Int, height: Int, most: Long): Int =
        generateSequence(1) { it * 2 }.first { (width / it).toLong() * (height / it) <= most }
}
