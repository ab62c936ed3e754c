package org.ruxue.app.screen

import android.app.Activity
import android.view.View
import android.view.View.MeasureSpec
import android.view.ViewGroup
import android.widget.EditText
import android.widget.ScrollView
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.ruxue.app.R

/** How a phone is set: language, theme, size of text, screen in dp. */
internal data class Variant(
    val language: String,
    val isNight: Boolean,
    val fontScale: Float,
    val width: Int = 360,
    val height: Int = 740,
    val isRtl: Boolean = false,
) {
    val name = listOfNotNull(
        language,
        if (isNight) "night" else "day",
        "x${fontScale.toInt()}",
        "${width}x$height".takeIf { width != 360 || height != 740 },
        "rtl".takeIf { isRtl },
    ).joinToString("-")

    /** An activity on a phone that is set so. */
    fun activity(): Activity {
        val locale = if (isRtl) "ar-rXB" else if (language == "zh") "zh-rCN" else "en"
        val direction = if (isRtl) "ldrtl" else "ldltr"
        val turned = if (width > height) "land" else "port"
        val night = if (isNight) "night" else "notnight"
        RuntimeEnvironment.setQualifiers("$locale-$direction-w${width}dp-h${height}dp-$turned-$night-mdpi")
        RuntimeEnvironment.setFontScale(fontScale)
        return Robolectric.buildActivity(Activity::class.java).get().apply { setTheme(R.style.Theme_Ruxue) }
    }

    /** Lays [view] out as wide as the screen, and as high as it is or as it needs to be seen whole. */
    fun lay(view: View) {
        view.layoutDirection = if (isRtl) View.LAYOUT_DIRECTION_RTL else View.LAYOUT_DIRECTION_LTR
        view.measure(exactly(width), exactly(height))
        view.layout(0, 0, width, height)
        val hidden = view.seen().filterIsInstance<ScrollView>().maxOfOrNull { it.getChildAt(0).height - it.height } ?: 0
        if (hidden > 0) {
            view.measure(exactly(width), exactly(height + hidden))
            view.layout(0, 0, width, height + hidden)
        }
        // A window does so before it draws: a line that is longer than its box, or begins at the right, is scrolled to.
        view.seen().filterIsInstance<EditText>().forEach { it.bringPointIntoView(0) }
    }

    private fun exactly(length: Int) = MeasureSpec.makeMeasureSpec(length, MeasureSpec.EXACTLY)

    companion object {
        /** All languages, themes and sizes of text. */
        val all = listOf("zh", "en").flatMap { language ->
            listOf(false, true).flatMap { night -> listOf(1f, 2f).map { Variant(language, night, it) } }
        }
    }
}

/** A view and all in it that is to be seen. */
internal fun View.seen(): List<View> {
    if (visibility != View.VISIBLE) return listOf()
    val inner = (this as? ViewGroup)?.let { group -> (0 until group.childCount).flatMap { group.getChildAt(it).seen() } }
    return listOf(this) + inner.orEmpty()
}
