package org.ruxue.app.camera

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.ContentResolver
import android.content.Intent
import android.net.Uri
import android.os.Build
import android.provider.MediaStore
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.InputStream
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

/** What came of choosing a photo. */
internal sealed interface Picked {
    /** A JPEG, PNG or WebP file; or whatever was chosen, of which the core says that it is no photo. */
    class Photo(val file: ByteArray) : Picked

    /** No photo is that large. */
    data object TooLarge : Picked

    /** Not to be had. */
    data object Unreadable : Picked
}

/** The system's own way to choose a photo: it needs no permission, and shows the app nothing else. */
internal object PhotoPicker {
    /** The most that is read into memory. */
    const val MOST_BYTES = 64 shl 20

    /** Opens the picker for a result of [request]; false where the phone has none. */
    fun open(activity: Activity, request: Int): Boolean = intents().any { intent ->
        try {
            activity.startActivityForResult(intent, request)
            true
        } catch (_: ActivityNotFoundException) {
            false
        }
    }

    /** The best first. */
    private fun intents(): List<Intent> {
        val others = listOf(Intent.ACTION_OPEN_DOCUMENT, Intent.ACTION_GET_CONTENT).map {
            Intent(it).addCategory(Intent.CATEGORY_OPENABLE)
        }
        val hasPicker = Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU
        val all = if (hasPicker) listOf(Intent(MediaStore.ACTION_PICK_IMAGES)) + others else others
        return all.onEach { it.type = "image/*" }
    }

    /** The photo behind [uri] as the core can read it. Read and decoded off the calling thread. */
    suspend fun read(resolver: ContentResolver, uri: Uri): Picked = withContext(Dispatchers.IO) {
        val file = try {
            resolver.openInputStream(uri)?.use { it.upTo(MOST_BYTES) } ?: return@withContext Picked.Unreadable
        } catch (_: IOException) {
            return@withContext Picked.Unreadable
        } catch (_: SecurityException) {
            return@withContext Picked.Unreadable
        }
        if (file.size > MOST_BYTES) Picked.TooLarge else Picked.Photo(if (isReadable(file)) file else Jpeg.of(file) ?: file)
    }

    /** Whether [file] is of a format that the core reads itself: its bytes are left alone. */
    private fun isReadable(file: ByteArray): Boolean {
        fun says(at: Int, text: String) = text.indices.all { file.getOrNull(at + it) == text[it].code.toByte() }
        return says(0, "\u00FF\u00D8\u00FF") || says(0, "\u0089PNG") || says(0, "RIFF") && says(8, "WEBP")
    }

    /** All bytes, or one more than [most] where there are more. */
    private fun InputStream.upTo(most: Int): ByteArray {
        val bytes = ByteArrayOutputStream()
        val part = ByteArray(1 shl 16)
        while (bytes.size() <= most) {
            val length = read(part, 0, minOf(part.size, most + 1 - bytes.size()))
            if (length < 0) break
            bytes.write(part, 0, length)
        }
        return bytes.toByteArray()
    }
}
