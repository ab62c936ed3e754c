package org.ruxue.app.screen

import android.app.Application
import android.graphics.Bitmap
import android.graphics.Rect
import android.view.View
import android.view.ViewGroup
import android.widget.EditText
import android.widget.TextView
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Every screen can be read and used, however the phone is set. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], application = Application::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class ReadableTest {
    @Test
    fun onEveryPhone() {
        val faults = settings.flatMap { variant ->
            buildList {
                gallery(variant) { name, view ->
                    addAll((faint(view) + hardToPress(view) + cutOff(view)).map { "${variant.name} $name: $it" })
                }
            }
        }
        assertEquals(listOf<String>(), faults)
    }

    /** WCAG 2.2, 1.4.3: a contrast of 4.5 for text; measured on what was drawn. */
    private fun faint(view: View): List<String> {
        val picture = view.picture()
        val texts = view.seen().filterIsInstance<TextView>().filter { it.text.isNotEmpty() && it.isEnabled }
        return texts.map { it.text to contrast(picture, view.placeOf(it)) }
            .mapNotNull { (text, contrast) -> "“$text” has a contrast of %.1f".format(contrast).takeIf { contrast < CONTRAST } }
    }

    /** Android's guideline for touch targets, 48 dp; and a name for who does not see them. */
    private fun hardToPress(view: View): List<String> {
        val least = (TOUCH * view.resources.displayMetrics.density).toInt()
        return view.seen().filter { it.isClickable }.flatMap { pressed ->
            listOfNotNull(
                "${name(pressed)} is ${pressed.width} × ${pressed.height}".takeIf { pressed.width < least || pressed.height < least },
                "${pressed.javaClass.simpleName} has no name".takeIf { name(pressed).isEmpty() && pressed !is EditText },
            )
        }
    }

    private fun cutOff(view: View): List<String> {
        val texts = view.seen().filterIsInstance<TextView>().filter { it !is EditText && it.text.isNotEmpty() && isCut(it) }
        val outside = view.seen().filter { it !== view && isOutside(it) }
        return texts.map { "“${it.text}” is cut off" } + outside.map { "${it.javaClass.simpleName} ${name(it)} lies outside" }
    }

    private fun isCut(text: TextView): Boolean {
        val layout = text.layout
        val lines = 0 until layout.lineCount
        return layout.height > text.height - text.compoundPaddingTop - text.compoundPaddingBottom ||
            lines.any { layout.getLineMax(it) > layout.width + 1 || layout.getEllipsisCount(it) > 0 }
    }

    private fun isOutside(view: View): Boolean {
        val parent = view.parent as ViewGroup
        return view.left < 0 || view.right > parent.width || view.top < 0 || view.bottom > parent.height
    }

    private fun name(view: View) = view.contentDescription?.toString() ?: (view as? TextView)?.text?.toString().orEmpty()

    private fun View.placeOf(inner: View) = Rect(0, 0, inner.width, inner.height).also {
        (this as ViewGroup).offsetDescendantRectToMyCoords(inner, it)
    }

    /** What stands out most in [place] against what fills most of it. */
    private fun contrast(picture: Bitmap, place: Rect): Double {
        if (!place.intersect(0, 0, picture.width, picture.height)) return Double.MAX_VALUE
        val pixels = IntArray(place.width() * place.height())
        picture.getPixels(pixels, 0, place.width(), place.left, place.top, place.width(), place.height())
        val ground = pixels.toList().groupingBy { it }.eachCount().maxBy { it.value }.key
        return pixels.toSet().maxOf { contrast(it, ground) }
    }

    private companion object {
        const val CONTRAST = 4.5
        const val TOUCH = 48

        /** All there are on a phone, and a small one, one turned, and one that reads from the right. */
        val settings = Variant.all + listOf(
            Variant("zh", isNight = false, fontScale = 2f, width = 320, height = 480),
            Variant("en", isNight = true, fontScale = 2f, width = 320, height = 480),
            Variant("en", isNight = false, fontScale = 1f, width = 740, height = 360),
            Variant("zh", isNight = false, fontScale = 1f, isRtl = true),
        )
    }
}
