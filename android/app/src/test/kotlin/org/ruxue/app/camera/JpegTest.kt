package org.ruxue.app.camera

import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.graphics.Color
import android.media.ExifInterface
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.nio.ByteBuffer
import java.nio.ByteOrder
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class JpegTest {
    @Test
    fun `what the phone can show becomes jpeg`() {
        val jpeg = requireNotNull(Jpeg.of(bmp(64, 48)))
        val bitmap = decoded(jpeg)
        assertEquals(64 to 48, bitmap.width to bitmap.height)
        assertNear(Color.RED, bitmap.getPixel(8, 8))
        assertNear(Color.BLUE, bitmap.getPixel(56, 40))
        assertNull("no EXIF is made up", ExifInterface(ByteArrayInputStream(jpeg)).getAttribute(ExifInterface.TAG_MAKE))
    }

    @Test
    fun `a huge picture is decoded smaller`() {
        val bitmap = decoded(requireNotNull(Jpeg.of(bmp(640, 480), most = 100_000)))
        assertEquals(320 to 240, bitmap.width to bitmap.height)
    }

    @Test
    fun `what is no picture is nothing`() {
        val files = listOf(ByteArray(0), ByteArray(1000) { it.toByte() }, bmp(64, 48).copyOf(40))
        for (file in files) assertNull(Jpeg.of(file))
    }

    @Test
    fun `what exif tells is kept and where it was is not`() {
        for (order in listOf(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            // Behind a picture's bytes, as HEIC has it somewhere in its file.
            val file = bmp(64, 48) + exif(order, orientation = 6)
            val jpeg = requireNotNull(Jpeg.of(file))
            val exif = ExifInterface(ByteArrayInputStream(jpeg))
            assertEquals("Phone & Co", exif.getAttribute(ExifInterface.TAG_MAKE))
            assertEquals("P 1", exif.getAttribute(ExifInterface.TAG_MODEL))
            assertEquals("Beautiful 3", exif.getAttribute(ExifInterface.TAG_SOFTWARE))
            assertEquals("2026:11:24 08:09:10", exif.getAttribute(ExifInterface.TAG_DATETIME_ORIGINAL))
            assertEquals("turned upright already", 1, exif.getAttributeInt(ExifInterface.TAG_ORIENTATION, 0))
            assertTrue("the system's class knows no lens", "front camera" in String(jpeg, Charsets.ISO_8859_1))
            assertNull(exif.getAttribute(ExifInterface.TAG_GPS_LATITUDE_REF))
            assertEquals(64, decoded(jpeg).width)
        }
    }

    @Test
    fun `exif may turn what is not upright`() {
        val exif = requireNotNull(Exif.of(exif(ByteOrder.LITTLE_ENDIAN, orientation = 6)))
        val told = exif.within(plainJpeg())
        val again = requireNotNull(Exif.of(told)).within(plainJpeg())
        for (jpeg in listOf(told, again)) {
            val read = ExifInterface(ByteArrayInputStream(jpeg))
            assertEquals(6, read.getAttributeInt(ExifInterface.TAG_ORIENTATION, 0))
        }
    }

    /** The decoder turns by EXIF: were it told to be turned once more it would lie on its side. */
    @Test
    fun `a turned picture is upright afterwards`() {
        val exif = requireNotNull(Exif.of(exif(ByteOrder.BIG_ENDIAN, orientation = 6)))
        val turned = decoded(requireNotNull(Jpeg.of(exif.within(plainJpeg()))))
        assertEquals(48 to 64, turned.width to turned.height)
        assertNear("what was left is above", Color.RED, turned.getPixel(24, 8))
        assertNear("what was right is below", Color.BLUE, turned.getPixel(24, 56))
    }

    @Test
    fun `broken exif is none`() {
        val whole = exif(ByteOrder.BIG_ENDIAN, orientation = 1)
        for (length in 0 until whole.size) Exif.of(whole.copyOf(length))
        val far = whole.copyOf().also { ByteBuffer.wrap(it).putInt(6 + 4, Int.MAX_VALUE) }
        assertNull(Exif.of(far))
        val wild = whole.copyOf().also { ByteBuffer.wrap(it).putInt(6 + 4, -8) }
        assertNull(Exif.of(wild))
        assertNotNull(Exif.of(whole))
    }

    /** A picture left red and right blue, in a format that the core does not read. */
    private fun bmp(width: Int, height: Int): ByteArray {
        val out = ByteBuffer.allocate(54 + width * height * 4).order(ByteOrder.LITTLE_ENDIAN)
        out.put("BM".toByteArray()).putInt(out.capacity()).putInt(0).putInt(54)
        out.putInt(40).putInt(width).putInt(-height).putShort(1).putShort(32).put(ByteArray(24))
        repeat(height) { repeat(width) { x -> out.putInt(if (x < width / 2) Color.RED else Color.BLUE) } }
        return out.array()
    }

    private fun plainJpeg(): ByteArray {
        val bitmap = Bitmap.createBitmap(64, 48, Bitmap.Config.ARGB_8888)
        for (y in 0 until 48) for (x in 0 until 64) bitmap.setPixel(x, y, if (x < 32) Color.RED else Color.BLUE)
        return ByteArrayOutputStream().also { bitmap.compress(Bitmap.CompressFormat.JPEG, 95, it) }.toByteArray()
    }

    /** A picture's EXIF as it stands in a file. */
    private fun exif(order: ByteOrder, orientation: Int) = "Exif\u0000\u0000".toByteArray() + tiff(order, orientation)

    /** What a phone writes: facts of the picture, of the taking, and of the place. */
    private fun tiff(order: ByteOrder, orientation: Int): ByteArray {
        val out = ByteBuffer.allocate(400).order(order)
        var behind = 200
        fun entry(tag: Int, type: Int, count: Int) = out.putShort(tag.toShort()).putShort(type.toShort()).putInt(count)
        fun text(tag: Int, text: String) {
            val bytes = text.toByteArray() + 0
            entry(tag, 2, bytes.size)
            if (bytes.size <= 4) {
                out.put(bytes.copyOf(4))
            } else {
                out.putInt(behind)
                bytes.forEachIndexed { at, byte -> out.put(behind + at, byte) }
                behind += bytes.size + bytes.size % 2
            }
        }
        out.put((if (order == ByteOrder.BIG_ENDIAN) "MM" else "II").toByteArray()).putShort(42).putInt(8)
        out.putShort(6)
        text(0x10F, "Phone & Co")
        text(0x110, "P 1")
        entry(0x112, 3, 1).putShort(orientation.toShort()).putShort(0)
        text(0x131, "Beautiful 3")
        entry(0x8769, 4, 1).putInt(100)
        entry(0x8825, 4, 1).putInt(150)
        out.putInt(0)
        out.position(100)
        out.putShort(2)
        text(0x9003, "2026:11:24 08:09:10")
        text(0xA434, "P 1 front camera 2.7mm")
        out.putInt(0)
        out.position(150)
        out.putShort(1)
        text(0x1, "N")
        out.putInt(0)
        return out.array()
    }

    private fun decoded(jpeg: ByteArray) = requireNotNull(BitmapFactory.decodeByteArray(jpeg, 0, jpeg.size))

    private fun assertNear(wanted: Int, pixel: Int) = assertNear("", wanted, pixel)

    private fun assertNear(what: String, wanted: Int, pixel: Int) {
        for (part in listOf<(Int) -> Int>(Color::red, Color::green, Color::blue)) {
            assertEquals(what, part(wanted).toDouble(), part(pixel).toDouble(), 24.0)
        }
    }
}
