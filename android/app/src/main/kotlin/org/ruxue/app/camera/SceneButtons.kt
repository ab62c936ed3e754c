package org.ruxue.app.camera

import android.content.Context
import android.content.res.ColorStateList
import android.text.Layout
import android.text.StaticLayout
import android.text.TextPaint
import android.util.TypedValue
import android.view.Gravity
import android.view.View
import android.widget.Button
import android.widget.CheckBox
import android.widget.Switch
import android.widget.TextView
import org.ruxue.app.R
import org.ruxue.app.ui.Space
import org.ruxue.app.ui.dp
import org.ruxue.app.ui.medium

/** In sp, from what is wanted to the least. */
private val TEXTS = listOf(14f, 12f, 11f, 10f, 9f, 8f)
private const val LARGE_TEXT = 16f
private const val SIDE = 8
private const val RADIUS = 12

/** A sign and its name below, to press. */
internal class SignButton(context: Context, sign: Int) : Button(context) {
    init {
        dress(this, sign)
        background = touched(null, RADIUS)
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        fit(MeasureSpec.getSize(widthMeasureSpec))
        super.onMeasure(widthMeasureSpec, heightMeasureSpec)
    }
}

/** A switch of the lamp: a sign and its name below, filled while it is on. */
internal class LampSwitch(context: Context) : CheckBox(context) {
    init {
        dress(this, R.drawable.camera_lamp)
        buttonDrawable = null
        show(false)
    }

    fun show(isLit: Boolean) {
        isChecked = isLit
        val ink = color(if (isLit) R.color.on_mark else R.color.mark_quiet)
        setTextColor(ink)
        compoundDrawableTintList = ColorStateList.valueOf(ink)
        background = touched(if (isLit) round(R.color.mark_good, RADIUS) else null, RADIUS)
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        fit(MeasureSpec.getSize(widthMeasureSpec))
        super.onMeasure(widthMeasureSpec, heightMeasureSpec)
    }

    /** What is pressed is told to the camera, which tells how the lamp is. */
    override fun toggle() = Unit

    override fun getAccessibilityClassName(): CharSequence = Switch::class.java.name
}

/** A button that mends what is wrong. */
internal class MendButton(context: Context) : Button(context) {
    init {
        isAllCaps = false
        stateListAnimator = null
        textSize = LARGE_TEXT
        minHeight = dp(Space.TOUCH)
        minimumHeight = dp(Space.TOUCH)
        setTextColor(color(R.color.on_mark))
        background = touched(round(R.color.mark_good, RADIUS), RADIUS)
        setPaddingRelative(dp(3 * SIDE), dp(SIDE), dp(3 * SIDE), dp(SIDE))
    }
}

/** Takes the largest size at which [width] breaks no word and two lines do. */
private fun TextView.fit(width: Int) {
    val room = (width - paddingLeft - paddingRight).coerceAtLeast(1)
    val sizes = TEXTS.map { TypedValue.applyDimension(TypedValue.COMPLEX_UNIT_SP, it, resources.displayMetrics) }
    val fitting = sizes.firstOrNull { fits(TextPaint(paint).apply { textSize = it }, room) } ?: sizes.last()
    if (fitting != textSize) setTextSize(TypedValue.COMPLEX_UNIT_PX, fitting)
}

private fun TextView.fits(paint: TextPaint, room: Int): Boolean =
    words().all { paint.measureText(it) <= room } &&
        StaticLayout.Builder.obtain(text, 0, text.length, paint, room).build().lineCount <= 2

/** What stays together on a line: words, in Chinese single characters. */
private fun TextView.words(): List<String> = text.split(Regex("\\s+|(?=\\p{IsHan})"))

private fun View.dress(button: TextView, sign: Int) = button.run {
    isAllCaps = false
    stateListAnimator = null
    gravity = Gravity.CENTER
    breakStrategy = Layout.BREAK_STRATEGY_BALANCED
    minWidth = dp(Space.TOUCH)
    minHeight = dp(Space.TOUCH)
    minimumHeight = dp(Space.TOUCH)
    setPaddingRelative(dp(SIDE / 2), dp(SIDE), dp(SIDE / 2), dp(SIDE))
    typeface = medium
    setTextColor(color(R.color.mark_quiet))
    setCompoundDrawablesRelativeWithIntrinsicBounds(0, sign, 0, 0)
    compoundDrawablePadding = dp(SIDE / 2)
    compoundDrawableTintList = ColorStateList.valueOf(color(R.color.mark_quiet))
}
