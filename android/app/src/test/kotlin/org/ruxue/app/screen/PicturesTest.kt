package org.ruxue.app.screen

import android.app.Application
import android.graphics.Bitmap
import java.io.File
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/**
 * Every screen looks as it did: compared with the pictures in `src/test/pictures`. After a change that is meant, draw them
 * anew with `RUXUE_PICTURES=keep`, and look at them.
 */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], application = Application::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class PicturesTest {
    private val kept = File(System.getProperty("ruxue.workspace"), "android/app/src/test/pictures")
    private val drawn = File(System.getProperty("ruxue.pictures"))

    @Test
    fun chineseByDay() = look(Variant("zh", isNight = false, fontScale = 1f))

    @Test
    fun englishByNight() = look(Variant("en", isNight = true, fontScale = 1f))

    @Test
    fun chineseByNightInLargeLetters() = look(Variant("zh", isNight = true, fontScale = 2f))

    @Test
    fun englishByDayInLargeLetters() = look(Variant("en", isNight = false, fontScale = 2f))

    private fun look(variant: Variant) {
        val changed = mutableListOf<String>()
        val all = sortedMapOf<String, Bitmap>()
        gallery(variant) { name, view ->
            val picture = view.picture()
            picture.save(File(drawn, "${variant.name}/$name.png"))
            all[name] = picture.small()
        }
        sheet(all.values.toList(), ACROSS).save(File(drawn, "${variant.name}.png"))
        all.forEach { (name, picture) ->
            val file = File(kept, "${variant.name}/$name.png")
            if (System.getenv("RUXUE_PICTURES") == "keep") picture.save(file)
            val share = picture(file)?.let { differing(it, picture) } ?: 1.0
            if (share > TOLERATED) changed += "$name by ${"%.2f".format(share * 100)} %"
        }
        val gone = File(kept, variant.name).listFiles().orEmpty().map { it.nameWithoutExtension } - all.keys
        assertEquals("screens that look otherwise than in $kept; what is drawn now lies in $drawn", listOf<String>(), changed)
        assertEquals("pictures of screens that are no more", listOf<String>(), gone)
    }

    private companion object {
        const val ACROSS = 8

        /** Machines round edges otherwise; a letter that changes is more than this. */
        const val TOLERATED = 0.002
    }
}
