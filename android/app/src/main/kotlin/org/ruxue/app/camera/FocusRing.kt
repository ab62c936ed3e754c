package org.ruxue.app.camera

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.view.View
import org.ruxue.app.R
import org.ruxue.app.ui.dp

/** Shows where was touched to focus, and whether it became sharp there. */
internal class FocusRing(context: Context) : View(context) {
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG).apply {
        style = Paint.Style.STROKE
        strokeWidth = dp(LINE)
    }
    private val fade = Runnable { if (moves) animate().alpha(0f).setDuration(MILLIS) else alpha = 0f }

    init {
        importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
        alpha = 0f
    }

    /** Appears around a place of its parent. */
    fun seek(x: Float, y: Float) {
        translationX = x - width / 2f
        translationY = y - height / 2f
        show(R.color.mark_quiet)
        if (!moves) return
        scaleX = LARGE
        scaleY = LARGE
        animate().scaleX(1f).scaleY(1f).setDuration(MILLIS)
    }

    fun found(isSharp: Boolean) = if (isSharp) show(R.color.mark_good) else clear()

    fun clear() {
        removeCallbacks(fade)
        animate().cancel()
        alpha = 0f
    }

    override fun onDetachedFromWindow() {
        clear()
        super.onDetachedFromWindow()
    }

    override fun onDraw(canvas: Canvas) {
        val radius = (minOf(width, height) - paint.strokeWidth) / 2
        canvas.drawCircle(width / 2f, height / 2f, radius, paint)
    }

    private fun show(color: Int) {
        clear()
        scaleX = 1f
        scaleY = 1f
        alpha = 1f
        paint.color = color(color)
        invalidate()
        postDelayed(fade, STANDS_MILLIS)
    }

    private companion object {
        const val LINE = 2.5f
        const val LARGE = 1.4f
        const val MILLIS = 180L
        const val STANDS_MILLIS = 1_500L
    }
}
