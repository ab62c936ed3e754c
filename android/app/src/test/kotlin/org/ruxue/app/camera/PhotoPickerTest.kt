package org.ruxue.app.camera

import android.app.Activity
import android.content.Intent
import android.graphics.BitmapFactory
import android.net.Uri
import android.provider.MediaStore
import java.io.IOException
import java.io.InputStream
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class PhotoPickerTest {
    private val resolver = RuntimeEnvironment.getApplication().contentResolver
    private val uri = Uri.parse("content://photos/1")

    @Test
    fun `the systems picker is opened`() {
        val activity = Robolectric.buildActivity(Activity::class.java).get()
        assertTrue(PhotoPicker.open(activity, 7))
        val asked = shadowOf(activity).nextStartedActivityForResult
        assertEquals(7, asked.requestCode)
        assertEquals(MediaStore.ACTION_PICK_IMAGES, asked.intent.action)
        assertEquals("image/*", asked.intent.type)
    }

    @Test
    fun `where there is none another is`() {
        val activity = Robolectric.buildActivity(Activity::class.java).get()
        shadowOf(RuntimeEnvironment.getApplication()).checkActivities(true)
        assertEquals("a phone without any", false, PhotoPicker.open(activity, 7))
        val documents = Intent(Intent.ACTION_OPEN_DOCUMENT).addCategory(Intent.CATEGORY_OPENABLE).setType("image/*")
        @Suppress("DEPRECATION")
        shadowOf(activity.packageManager).addResolveInfoForIntent(documents, android.content.pm.ResolveInfo().apply {
            activityInfo = android.content.pm.ActivityInfo().apply { packageName = "files"; name = "files.Open" }
        })
        assertTrue(PhotoPicker.open(activity, 7))
        assertEquals(Intent.ACTION_OPEN_DOCUMENT, shadowOf(activity).nextStartedActivityForResult.intent.action)
    }

    @Test
    fun `what the core reads is left as it is`() {
        val files = listOf(
            byteArrayOf(-1, 0xD8.toByte(), -1, 1, 2, 3),
            byteArrayOf(0x89.toByte(), 'P'.code.toByte(), 'N'.code.toByte(), 'G'.code.toByte(), 4, 5),
            "RIFF????WEBPVP8 ".toByteArray(),
        )
        for (file in files) assertArrayEquals(file, (read(file.inputStream()) as Picked.Photo).file)
    }

    @Test
    fun `other pictures become jpeg`() {
        val gif = "GIF89a".toByteArray() + byteArrayOf(
            2, 0, 1, 0, -128, 0, 0, 0, 0, 0, -1, -1, -1, 0x2C, 0, 0, 0, 0, 2, 0, 1, 0, 0, 2, 2, 0x44, 0x0A, 0, 0x3B,
        )
        val jpeg = (read(gif.inputStream()) as Picked.Photo).file
        assertEquals(0xD8.toByte(), jpeg[1])
        assertEquals(2, BitmapFactory.decodeByteArray(jpeg, 0, jpeg.size).width)
    }

    @Test
    fun `what is too large is told and not read to its end`() {
        val endless = object : InputStream() {
            var read = 0L

            override fun read() = 7.also { read += 1 }

            override fun read(into: ByteArray, offset: Int, length: Int) = length.also { read += it }
        }
        assertEquals(Picked.TooLarge, read(endless))
        assertEquals(PhotoPicker.MOST_BYTES + 1L, endless.read)
    }

    @Test
    fun `of what is no picture the core says so`() {
        val file = "no picture at all".toByteArray()
        assertArrayEquals(file, (read(file.inputStream()) as Picked.Photo).file)
    }

    @Test
    fun `what cannot be read is told`() {
        assertEquals(Picked.Unreadable, read(object : InputStream() {
            override fun read() = throw IOException("gone")
        }))
    }

    private fun read(stream: InputStream): Picked {
        shadowOf(resolver).registerInputStream(uri, stream)
        return runBlocking { PhotoPicker.read(resolver, uri) }
    }
}
