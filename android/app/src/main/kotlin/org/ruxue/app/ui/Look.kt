package org.ruxue.app.ui

import android.content.Context
import android.content.res.ColorStateList
import android.graphics.Typeface
import android.graphics.drawable.Drawable
import android.graphics.drawable.GradientDrawable
import android.graphics.drawable.RippleDrawable
import android.os.Build
import android.util.TypedValue
import android.view.View
import android.widget.ImageView
import android.widget.TextView
import org.ruxue.app.R
import kotlin.math.roundToInt

/** Space between and around things: multiples of four. */
internal object Space {
    const val TINY = 4
    const val SMALL = 8
    const val MEDIUM = 16
    const val LARGE = 24
    const val HUGE = 40

    /** The least a finger hits without looking. */
    const val TOUCH = 48
}

/** The types of text, from the largest: size in sp, weight, colour, and whether readers jump from one to the next. */
internal enum class Type(val size: Float, val isBold: Boolean, val color: Int, val isHeading: Boolean = false) {
    DISPLAY(26f, true, R.color.text, true),
    TITLE(20f, true, R.color.text, true),
    HEADING(17f, true, R.color.text, true),
    BODY(16f, false, R.color.text),
    LABEL(14f, true, R.color.text_quiet),
    QUIET(14f, false, R.color.text_quiet),
}

/** The face of whatever is to stand out. */
internal val medium: Typeface get() = Typeface.create("sans-serif-medium", Typeface.NORMAL)

internal fun Context.dp(length: Int): Int = (length * resources.displayMetrics.density).roundToInt()

internal fun View.dp(length: Int): Int = context.dp(length)

internal fun TextView.look(type: Type, color: Int = type.color) {
    setTextSize(TypedValue.COMPLEX_UNIT_SP, type.size)
    setTextColor(context.getColor(color))
    typeface = if (type.isBold) medium else Typeface.DEFAULT
    setLineSpacing(0f, LINE)
    if (type.isHeading && Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) isAccessibilityHeading = true
}

/** A text that stands by itself. */
internal fun Context.text(type: Type, color: Int = type.color): TextView = TextView(this).apply {
    look(type, color)
    textAlignment = View.TEXT_ALIGNMENT_VIEW_START
}

/** A picture beside a text that says the same. */
internal fun Context.icon(): ImageView = ImageView(this).apply {
    importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
    scaleType = ImageView.ScaleType.FIT_CENTER
}

internal fun ImageView.show(icon: Int, color: Int) {
    setImageResource(icon)
    imageTintList = ColorStateList.valueOf(context.getColor(color))
}

/** A filled shape with round corners, perhaps with an edge. */
internal fun Context.shape(fill: Int, edge: Int? = null, radius: Int = RADIUS): GradientDrawable =
    GradientDrawable().apply {
        setColor(getColor(fill))
        cornerRadius = dp(radius).toFloat()
        edge?.let { setStroke(dp(1), getColor(it)) }
    }

/** [under], and a [wave] where it is touched. */
internal fun Context.touched(under: Drawable?, radius: Int = RADIUS, wave: Int = R.color.outline): Drawable =
    RippleDrawable(ColorStateList.valueOf(getColor(wave)), under, shape(R.color.surface, radius = radius))

private const val LINE = 1.2f
private const val RADIUS = 12
