package org.ruxue.app.ui

import android.content.Context
import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.Path
import android.graphics.RectF
import android.view.View
import org.ruxue.app.R
import org.ruxue.core.FindingView
import org.ruxue.core.JudgedView
import org.ruxue.core.PhotoVerdict
import org.ruxue.core.Slot
import org.ruxue.core.Spot
import kotlin.math.min

/** A photo, with the card's outline and the places of what was found drawn on it. */
internal class PhotoView(context: Context) : View(context) {
    private var shown: Pair<Slot, JudgedView>? = null
    private var bitmap: Bitmap? = null
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG or Paint.FILTER_BITMAP_FLAG)
    private val round = dp(RADIUS).toFloat()

    fun show(slot: Slot, name: String, judged: JudgedView, hand: Hand) {
        contentDescription = "$name, ${judged.text}"
        if (shown == slot to judged) return
        shown = slot to judged
        hand.photo(slot) { photo ->
            if (shown == slot to judged) {
                bitmap = photo
                requestLayout()
                invalidate()
            }
        }
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        val width = MeasureSpec.getSize(widthMeasureSpec)
        val ratio = bitmap?.let { it.height.toFloat() / it.width } ?: UNKNOWN
        // A portrait on a wide screen is not to push everything else away.
        setMeasuredDimension(width, (min(width, dp(HIGHEST)) * ratio).toInt().coerceAtMost(dp(HIGHEST)))
    }

    override fun onDraw(canvas: Canvas) {
        val photo = bitmap
        if (photo == null) {
            paint.style = Paint.Style.FILL
            paint.color = context.getColor(R.color.accent_soft)
            canvas.drawRoundRect(0f, 0f, width.toFloat(), height.toFloat(), round, round, paint)
            return
        }
        val place = placed(photo)
        canvas.save()
        canvas.clipPath(Path().apply { addRoundRect(place, round, round, Path.Direction.CW) })
        paint.color = context.getColor(R.color.surface)
        canvas.drawBitmap(photo, null, place, paint)
        shown?.second?.let { mark(canvas, place, it) }
        canvas.restore()
    }

    /** Where the photo lies, whole and in the middle. */
    private fun placed(photo: Bitmap): RectF {
        val scale = min(width.toFloat() / photo.width, height.toFloat() / photo.height)
        val (w, h) = photo.width * scale to photo.height * scale
        return RectF((width - w) / 2, (height - h) / 2, (width + w) / 2, (height + h) / 2)
    }

    private fun mark(canvas: Canvas, place: RectF, judged: JudgedView) {
        val color = if (judged.verdict == PhotoVerdict.REFUSE) R.color.mark_quiet else R.color.mark_good
        outline(canvas, place, judged.corners, color, false)
        judged.placed().forEachIndexed { index, finding ->
            outline(canvas, place, finding.region, if (finding.refuses) R.color.mark_bad else R.color.mark_mind, true)
            number(canvas, place, finding, index + 1)
        }
    }

    private fun outline(canvas: Canvas, place: RectF, spots: List<Spot>, color: Int, isFilled: Boolean) {
        if (spots.size < 3) return
        val path = Path()
        spots.map { at(place, it) }.forEachIndexed { index, (x, y) -> if (index == 0) path.moveTo(x, y) else path.lineTo(x, y) }
        path.close()
        paint.color = context.getColor(color)
        if (isFilled) {
            paint.style = Paint.Style.FILL
            paint.alpha = VEIL
            canvas.drawPath(path, paint)
            paint.alpha = OPAQUE
        }
        paint.style = Paint.Style.STROKE
        paint.strokeWidth = dp(2).toFloat()
        canvas.drawPath(path, paint)
    }

    /** The number that the finding has in the list below. */
    private fun number(canvas: Canvas, place: RectF, finding: FindingView, number: Int) {
        val (x, y) = at(place, finding.region.first())
        val radius = dp(BADGE).toFloat()
        val left = x.coerceIn(place.left + radius, place.right - radius)
        val top = y.coerceIn(place.top + radius, place.bottom - radius)
        paint.style = Paint.Style.FILL
        paint.color = context.getColor(if (finding.refuses) R.color.mark_bad else R.color.mark_mind)
        canvas.drawCircle(left, top, radius, paint)
        paint.color = context.getColor(R.color.on_mark)
        paint.textAlign = Paint.Align.CENTER
        paint.textSize = radius * LETTER
        canvas.drawText(number.toString(), left, top - (paint.ascent() + paint.descent()) / 2, paint)
    }

    private fun at(place: RectF, spot: Spot) = place.left + spot.x * place.width() to place.top + spot.y * place.height()

    private companion object {
        const val RADIUS = 8
        const val HIGHEST = 420
        const val BADGE = 11
        const val LETTER = 1.3f
        const val VEIL = 70
        const val OPAQUE = 255

        /** Height to width of a photo that is not there yet. */
        const val UNKNOWN = 0.7f
    }
}

/** The findings that have a place in the photo, in their order: their numbers are their places in this list, from 1. */
internal fun JudgedView.placed(): List<FindingView> = findings.filter { it.region.isNotEmpty() }
