package org.ruxue.app.ui

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.Path
import android.graphics.RectF
import android.view.View
import org.ruxue.app.R
import org.ruxue.core.ExampleKind
import org.ruxue.core.Slot

/**
 * A photo as it should be or should not be, drawn with lines: the picture's frame, and a card or a person in it. All lengths
 * are fractions of the frame's width.
 */
internal class ExampleDrawing(context: Context) : View(context) {
    private var slot = Slot.PORTRAIT_SIDE
    private var kind = ExampleKind.GOOD
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG).apply {
        strokeCap = Paint.Cap.ROUND
        strokeJoin = Paint.Join.ROUND
    }

    init {
        importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
    }

    fun show(slot: Slot, kind: ExampleKind) {
        this.slot = slot
        this.kind = kind
        requestLayout()
        invalidate()
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        val width = MeasureSpec.getSize(widthMeasureSpec)
        setMeasuredDimension(width, (width * if (slot == Slot.PORTRAIT) TALL else WIDE).toInt())
    }

    override fun onDraw(canvas: Canvas) {
        val (w, h) = width.toFloat() to height.toFloat()
        val frame = Path().apply { addRoundRect(0f, 0f, w, h, w * ROUND, w * ROUND, Path.Direction.CW) }
        canvas.save()
        canvas.clipPath(frame)
        canvas.drawColor(context.getColor(R.color.accent_soft))
        canvas.scale(w, w)
        if (slot == Slot.PORTRAIT) person(canvas, h / w) else cards(canvas, h / w)
        canvas.restore()
    }

    private fun cards(canvas: Canvas, height: Float) {
        val whole = RectF(0.1f, height / 2 - 0.25f, 0.9f, height / 2 + 0.25f)
        val box = if (kind == ExampleKind.BORDER_MISSING) RectF(0.3f, 0.16f, 1.24f, 0.75f) else whole
        if (kind == ExampleKind.BLURRED) {
            // Seen thrice, a little beside itself.
            listOf(-0.025f, 0f, 0.025f).forEach { shift ->
                canvas.save()
                canvas.translate(shift, shift / 2)
                card(canvas, box, FAINT)
                canvas.restore()
            }
        } else {
            card(canvas, box, OPAQUE)
        }
        if (kind == ExampleKind.GLARE) shine(canvas, box)
    }

    private fun card(canvas: Canvas, box: RectF, alpha: Int) {
        fill(R.color.surface, alpha)
        canvas.drawRoundRect(box, 0.04f, 0.04f, paint)
        stroke(R.color.text_quiet, alpha, 0.012f)
        canvas.drawRoundRect(box, 0.04f, 0.04f, paint)
        canvas.save()
        canvas.translate(box.left, box.top)
        canvas.scale(box.width(), box.width())
        if (slot == Slot.EMBLEM_SIDE) emblemSide(canvas, alpha) else portraitSide(canvas, alpha)
        canvas.restore()
    }

    /** Within a card of width 1. */
    private fun portraitSide(canvas: Canvas, alpha: Int) {
        stroke(R.color.text_quiet, alpha, 0.025f)
        listOf(0.12f to 0.34f, 0.22f to 0.46f, 0.32f to 0.4f).forEach { (y, end) -> canvas.drawLine(0.08f, y, end, y, paint) }
        stroke(R.color.text, alpha, 0.03f)
        canvas.drawLine(0.08f, 0.52f, 0.84f, 0.52f, paint)
        fill(R.color.accent, alpha)
        canvas.drawCircle(0.76f, 0.2f, 0.075f, paint)
        canvas.drawArc(0.64f, 0.29f, 0.88f, 0.57f, 180f, 180f, true, paint)
    }

    private fun emblemSide(canvas: Canvas, alpha: Int) {
        fill(R.color.accent, alpha)
        canvas.drawCircle(0.17f, 0.18f, 0.09f, paint)
        stroke(R.color.text, alpha, 0.03f)
        canvas.drawLine(0.36f, 0.13f, 0.84f, 0.13f, paint)
        canvas.drawLine(0.36f, 0.24f, 0.84f, 0.24f, paint)
        stroke(R.color.text_quiet, alpha, 0.025f)
        canvas.drawLine(0.24f, 0.43f, 0.7f, 0.43f, paint)
        canvas.drawLine(0.24f, 0.53f, 0.78f, 0.53f, paint)
    }

    /** A lamp's reflection, with rays. */
    private fun shine(canvas: Canvas, box: RectF) {
        val (x, y) = box.centerX() - 0.06f to box.centerY() - 0.03f
        fill(R.color.mark_mind, GLOW)
        canvas.drawCircle(x, y, 0.2f, paint)
        fill(R.color.mark_quiet, OPAQUE)
        canvas.drawCircle(x, y, 0.12f, paint)
        stroke(R.color.mark_mind, OPAQUE, 0.018f)
        repeat(RAYS) { ray ->
            canvas.save()
            canvas.rotate(ray * 360f / RAYS, x, y)
            canvas.drawLine(x + 0.16f, y, x + 0.22f, y, paint)
            canvas.restore()
        }
    }

    private fun person(canvas: Canvas, height: Float) = when (kind) {
        ExampleKind.TOO_NEAR -> bust(canvas, 0.5f, height * 0.5f, 0.42f)
        ExampleKind.CUT -> bust(canvas, 0.5f, height * 0.06f, 0.24f)
        else -> {
            bust(canvas, 0.5f, height * 0.38f, 0.19f)
            if (kind == ExampleKind.MASK) mask(canvas, 0.5f, height * 0.38f, 0.19f)
            Unit
        }
    }

    /** Head and shoulders around the head at ([x], [y]) of [radius]. */
    private fun bust(canvas: Canvas, x: Float, y: Float, radius: Float) {
        fill(R.color.accent, OPAQUE)
        val shoulders = RectF(x - radius * 2.1f, y + radius * 1.55f, x + radius * 2.1f, y + radius * 6)
        canvas.drawRoundRect(shoulders, radius * 1.3f, radius * 1.3f, paint)
        fill(R.color.surface, OPAQUE)
        canvas.drawRect(x - radius * 0.4f, y + radius * 0.8f, x + radius * 0.4f, y + radius * 1.8f, paint)
        canvas.drawOval(x - radius, y - radius * 1.2f, x + radius, y + radius * 1.25f, paint)
        stroke(R.color.text, OPAQUE, radius * 0.09f)
        canvas.drawArc(x - radius, y - radius * 1.2f, x + radius, y + radius * 1.25f, 190f, 160f, false, paint)
        canvas.drawPoint(x - radius * 0.4f, y, paint)
        canvas.drawPoint(x + radius * 0.4f, y, paint)
        canvas.drawArc(x - radius * 0.3f, y + radius * 0.35f, x + radius * 0.3f, y + radius * 0.7f, 20f, 140f, false, paint)
    }

    private fun mask(canvas: Canvas, x: Float, y: Float, radius: Float) {
        fill(R.color.mark_mind, OPAQUE)
        val mask = RectF(x - radius * 0.85f, y + radius * 0.2f, x + radius * 0.85f, y + radius * 1.15f)
        canvas.drawRoundRect(mask, radius * 0.4f, radius * 0.4f, paint)
    }

    private fun fill(color: Int, alpha: Int) {
        paint.style = Paint.Style.FILL
        paint.color = context.getColor(color)
        paint.alpha = alpha
    }

    private fun stroke(color: Int, alpha: Int, width: Float) {
        paint.style = Paint.Style.STROKE
        paint.color = context.getColor(color)
        paint.alpha = alpha
        paint.strokeWidth = width
    }

    private companion object {
        const val TALL = 1.2f
        const val WIDE = 0.72f
        const val ROUND = 0.08f
        const val OPAQUE = 255
        const val FAINT = 90
        const val GLOW = 110
        const val RAYS = 8
    }
}
