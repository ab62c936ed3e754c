package org.ruxue.app.ui

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.view.Gravity
import android.view.View
import android.widget.LinearLayout
import org.ruxue.app.R
import org.ruxue.core.ChancesView

/** The chances left: as dots, and in words. */
internal fun chances(chances: ChancesView, gap: Int = Space.MEDIUM): Part = part("chances", gap, ::Chances) { show(chances) }

private class Chances(context: Context) : LinearLayout(context) {
    private val dots = Dots(context)
    private val text = context.text(Type.LABEL, R.color.text)

    init {
        gravity = Gravity.CENTER_VERTICAL
        addView(dots, LayoutParams(LayoutParams.WRAP_CONTENT, LayoutParams.WRAP_CONTENT).apply { marginEnd = dp(Space.SMALL) })
        addView(text, LayoutParams(0, LayoutParams.WRAP_CONTENT, 1f))
    }

    fun show(chances: ChancesView) {
        dots.show(chances)
        text.say(chances.text)
    }
}

/** A dot for each chance: full while it is left. */
private class Dots(context: Context) : View(context) {
    private var left = 0
    private var all = 0
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG)

    init {
        importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
    }

    fun show(chances: ChancesView) {
        left = chances.left.toInt()
        all = chances.all.toInt()
        requestLayout()
        invalidate()
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) =
        setMeasuredDimension(dp(STEP) * all, dp(STEP))

    override fun onDraw(canvas: Canvas) {
        val step = height.toFloat()
        paint.strokeWidth = dp(2).toFloat()
        paint.color = context.getColor(if (left == 0) R.color.bad else R.color.accent)
        repeat(all) { index ->
            paint.style = if (index < left) Paint.Style.FILL_AND_STROKE else Paint.Style.STROKE
            canvas.drawCircle(step * (index + HALF), step / 2, step / 2 - dp(MARGIN), paint)
        }
    }

    private companion object {
        const val STEP = 18
        const val MARGIN = 4
        const val HALF = 0.5f
    }
}
