package org.ruxue.app.camera

import android.content.Context
import android.os.Build
import android.text.Layout
import android.text.StaticLayout
import android.text.TextPaint
import android.util.TypedValue
import android.view.Gravity
import android.widget.TextView
import org.ruxue.app.R
import org.ruxue.app.ui.dp
import org.ruxue.app.ui.medium
import org.ruxue.app.ui.say

/** The one thing to tell whoever aims: large, and read out when it changes. */
internal class GuidanceLine(context: Context) : TextView(context) {
    private var isGood: Boolean? = null

    init {
        gravity = Gravity.CENTER
        breakStrategy = Layout.BREAK_STRATEGY_BALANCED
        typeface = medium
        accessibilityLiveRegion = ACCESSIBILITY_LIVE_REGION_POLITE
        setPaddingRelative(dp(SIDE), dp(SIDE / 2), dp(SIDE), dp(SIDE / 2))
    }

    fun show(text: String, isGood: Boolean) {
        say(text)
        if (isGood == this.isGood) return
        this.isGood = isGood
        setTextColor(color(if (isGood) R.color.on_mark else R.color.mark_quiet))
        background = round(if (isGood) R.color.mark_good else R.color.camera_scrim, RADIUS)
    }

    /** As large as the room allows. */
    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        val width = MeasureSpec.getSize(widthMeasureSpec) - paddingStart - paddingEnd
        val height = MeasureSpec.getSize(heightMeasureSpec) - paddingTop - paddingBottom
        val sizes = SIZES.map { TypedValue.applyDimension(TypedValue.COMPLEX_UNIT_SP, it, resources.displayMetrics) }
        val fitting = sizes.firstOrNull { heightAt(it, width) <= height } ?: sizes.last()
        if (fitting != textSize) setTextSize(TypedValue.COMPLEX_UNIT_PX, fitting)
        super.onMeasure(widthMeasureSpec, heightMeasureSpec)
    }

    private fun heightAt(size: Float, width: Int): Int {
        val paint = TextPaint(paint).apply { textSize = size }
        val lines = StaticLayout.Builder.obtain(text, 0, text.length, paint, width.coerceAtLeast(1))
        // Chinese is of another font and needs higher lines.
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) lines.setUseLineSpacingFromFallbacks(true)
        return lines.setBreakStrategy(breakStrategy).build().height
    }

    private companion object {
        const val SIDE = 16
        const val RADIUS = 14

        /** In sp, from what is wanted to what is left on the smallest screen with the largest text. */
        val SIZES = listOf(22f, 20f, 18f, 16f, 14f, 12f, 11f, 10f, 9f)
    }
}
