package org.ruxue.app.camera

import android.animation.ValueAnimator
import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.view.View
import android.widget.Button
import org.ruxue.app.R
import org.ruxue.app.ui.dp

/** The shutter. The ring around it fills while all is good, and when it is full the photo is taken. */
internal class ShutterButton(context: Context) : View(context) {
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG).apply { strokeCap = Paint.Cap.ROUND }
    private var steady = 0f
    private var filling: ValueAnimator? = null

    init {
        isClickable = true
        isFocusable = true
        background = touched(null, SIZE / 2)
    }

    /** Fills the ring up to [steady] of it. */
    fun fill(steady: Float) {
        filling?.cancel()
        // What fills is to be followed with the eyes; what is lost is lost at once.
        if (!moves || steady < this.steady) return show(steady)
        filling = ValueAnimator.ofFloat(this.steady, steady).apply {
            duration = MILLIS
            addUpdateListener { show(it.animatedValue as Float) }
            start()
        }
    }

    private fun show(steady: Float) {
        this.steady = steady
        invalidate()
    }

    override fun setEnabled(enabled: Boolean) {
        super.setEnabled(enabled)
        invalidate()
    }

    override fun getAccessibilityClassName(): CharSequence = Button::class.java.name

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) = setMeasuredDimension(dp(SIZE), dp(SIZE))

    override fun onDetachedFromWindow() {
        filling?.cancel()
        super.onDetachedFromWindow()
    }

    override fun onDraw(canvas: Canvas) {
        val middle = width / 2f
        val radius = middle - dp(RING)
        paint.style = Paint.Style.FILL
        paint.color = color(if (isEnabled) R.color.mark_quiet else R.color.camera_touched)
        canvas.drawCircle(middle, middle, radius - dp(GAP), paint)
        paint.style = Paint.Style.STROKE
        paint.strokeWidth = dp(RING)
        paint.color = color(R.color.camera_track)
        canvas.drawCircle(middle, middle, radius, paint)
        if (steady <= 0) return
        paint.color = color(R.color.mark_good)
        val (from, to) = middle - radius to middle + radius
        canvas.drawArc(from, from, to, to, -90f, 360 * steady, false, paint)
    }

    private companion object {
        const val SIZE = 80
        const val RING = 5f
        const val GAP = 7f
        const val MILLIS = 120L
    }
}
