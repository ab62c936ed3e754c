package org.ruxue.app.camera

import android.content.Context
import android.graphics.Typeface
import android.util.TypedValue
import android.view.Gravity
import android.widget.TextView
import org.ruxue.app.R

/** The one thing to tell whoever aims: large, and read out when it changes. */
internal class GuidanceLine(context: Context) : TextView(context) {
    private var isGood: Boolean? = null

    init {
        gravity = Gravity.CENTER
        typeface = Typeface.create("sans-serif-medium", Typeface.NORMAL)
        accessibilityLiveRegion = ACCESSIBILITY_LIVE_REGION_POLITE
        setPaddingRelative(px(SIDE), px(SIDE / 2), px(SIDE), px(SIDE / 2))
        val largest = (LARGE * resources.configuration.fontScale).toInt()
        setAutoSizeTextTypeUniformWithConfiguration(SMALL, largest, 1, TypedValue.COMPLEX_UNIT_DIP)
    }

    fun show(text: String, isGood: Boolean) {
        if (this.text.toString() != text) this.text = text
        if (isGood == this.isGood) return
        this.isGood = isGood
        setTextColor(color(if (isGood) R.color.camera_on_good else R.color.camera_text))
        background = round(if (isGood) R.color.camera_good else R.color.camera_scrim, RADIUS)
    }

    private companion object {
        const val SIDE = 16
        const val RADIUS = 14
        const val LARGE = 20

        /** In dp: where even that needs more room, it is cut. */
        const val SMALL = 14
    }
}
