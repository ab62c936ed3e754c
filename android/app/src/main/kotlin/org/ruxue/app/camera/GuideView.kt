package org.ruxue.app.camera

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.Path
import android.graphics.RectF
import android.view.View
import org.ruxue.app.R
import org.ruxue.app.ui.dp
import org.ruxue.core.Slot
import org.ruxue.core.frameOutline

/** Where the subject belongs, drawn over the preview: all around is dimmed. */
internal class GuideView(context: Context) : View(context) {
    private var slot = Slot.PORTRAIT_SIDE
    private var isGood = false
    private val inside = Path()
    private val outside = Path()
    private val hints = Path()
    private val dim = Paint().apply { color = color(R.color.camera_dim) }
    private val line = stroke(LINE)
    private val hint = stroke(HINT).apply { color = color(R.color.camera_hint) }

    init {
        importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
    }

    fun show(slot: Slot, isGood: Boolean) {
        val isOther = slot != this.slot
        if (!isOther && isGood == this.isGood) return
        this.slot = slot
        this.isGood = isGood
        if (isOther) shape()
        invalidate()
    }

    override fun onSizeChanged(width: Int, height: Int, oldWidth: Int, oldHeight: Int) = shape()

    override fun onDraw(canvas: Canvas) {
        canvas.drawPath(outside, dim)
        canvas.drawPath(hints, hint)
        line.color = color(if (isGood) R.color.mark_good else R.color.mark_quiet)
        canvas.drawPath(inside, line)
    }

    private fun shape() {
        val (width, height) = width.toFloat() to height.toFloat()
        if (width <= 0 || height <= 0) return
        val box = frameOutline(slot, width, height).run { RectF(x, y, x + this.width, y + this.height) }
        inside.reset()
        hints.reset()
        when (slot) {
            Slot.PORTRAIT_SIDE -> card(box).also { portraitSide(box) }
            Slot.EMBLEM_SIDE -> card(box).also { emblemSide(box) }
            Slot.PORTRAIT -> person(box, height)
        }
        outside.reset()
        outside.addRect(0f, 0f, width, height, Path.Direction.CW)
        outside.op(inside, Path.Op.DIFFERENCE)
    }

    private fun card(box: RectF) {
        val corner = box.width() * CORNER
        inside.addRoundRect(box, corner, corner, Path.Direction.CW)
    }

    /** The photo on the right, the number below. */
    private fun portraitSide(box: RectF) {
        val photo = box.part(0.643f, 0.168f, 0.908f, 0.732f)
        hints.addRoundRect(photo, dp(ROUND), dp(ROUND), Path.Direction.CW)
        hints.addCircle(photo.centerX(), photo.top + photo.height() * 0.4f, photo.width() * 0.2f, Path.Direction.CW)
        val shoulders = photo.part(0.17f, 0.68f, 0.83f, 1.32f)
        hints.addArc(shoulders, 180f, 180f)
        hints.line(box.part(0.352f, 0.857f, 0.908f, 0.857f))
    }

    /** The emblem in the corner, two lines of large print beside it. */
    private fun emblemSide(box: RectF) {
        hints.addOval(box.part(0.068f, 0.093f, 0.259f, 0.41f), Path.Direction.CW)
        hints.line(box.part(0.349f, 0.168f, 0.884f, 0.168f))
        hints.line(box.part(0.307f, 0.344f, 0.923f, 0.344f))
    }

    /** Head and shoulders, down to the picture's lower edge. */
    private fun person(box: RectF, bottom: Float) {
        val neck = box.part(0.4f, 0.6f, 0.6f, 0.72f)
        val (slope, edge, arm) = listOf(0.84f, 0.82f, 1f).map { box.top + box.height() * it }
        val body = Path().apply {
            moveTo(neck.left, neck.top)
            lineTo(neck.left, neck.bottom)
            cubicTo(neck.left, slope, box.left, edge, box.left, arm)
            lineTo(box.left, bottom)
            lineTo(box.right, bottom)
            lineTo(box.right, arm)
            cubicTo(box.right, edge, neck.right, slope, neck.right, neck.bottom)
            lineTo(neck.right, neck.top)
            close()
        }
        inside.addOval(box.part(0.27f, 0.08f, 0.73f, 0.64f), Path.Direction.CW)
        inside.op(body, Path.Op.UNION)
    }

    private fun RectF.part(left: Float, top: Float, right: Float, bottom: Float): RectF {
        fun x(share: Float) = this.left + width() * share
        fun y(share: Float) = this.top + height() * share
        return RectF(x(left), y(top), x(right), y(bottom))
    }

    private fun Path.line(ends: RectF) {
        moveTo(ends.left, ends.top)
        lineTo(ends.right, ends.bottom)
    }

    private fun stroke(dp: Float) = Paint(Paint.ANTI_ALIAS_FLAG).apply {
        style = Paint.Style.STROKE
        strokeWidth = dp(dp)
        strokeCap = Paint.Cap.ROUND
        strokeJoin = Paint.Join.ROUND
    }

    private companion object {
        const val LINE = 3f
        const val HINT = 1.5f
        const val ROUND = 3f

        /** A card's corners: 3.18 of 85.6 mm. */
        const val CORNER = 0.037f
    }
}
