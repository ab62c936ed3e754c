package org.ruxue.app.camera

import android.content.Context
import android.view.View
import android.view.ViewGroup
import org.ruxue.app.ui.dp

/**
 * Places preview, guidance and controls: one below the other, the guidance over the preview's lower edge; or, where it
 * is wider than high, guidance and controls beside the preview. The preview gets what the controls leave.
 */
internal class SceneLayout(
    context: Context,
    private val viewfinder: Viewfinder,
    private val guidance: GuidanceLine,
    private val controls: Controls,
) : ViewGroup(context) {
    init {
        listOf(viewfinder, guidance, controls).forEach(::addView)
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        val (width, height) = MeasureSpec.getSize(widthMeasureSpec) to MeasureSpec.getSize(heightMeasureSpec)
        setMeasuredDimension(width, height)
        if (width > height) beside(width, height) else below(width, height)
    }

    private fun below(width: Int, height: Int) {
        controls.measure(exactly(width), atMost(height / 2))
        viewfinder.measure(exactly(width), exactly(height - controls.measuredHeight))
        guidance.measure(atMost(width - 2 * dp(GAP)), atMost((viewfinder.box.height * FREE).toInt() - dp(GAP)))
    }

    private fun beside(width: Int, height: Int) {
        val column = (width * COLUMN).toInt().coerceIn(dp(LEAST), dp(MOST))
        controls.measure(exactly(column), atMost(height))
        viewfinder.measure(exactly(width - column), exactly(height))
        guidance.measure(atMost(column - 2 * dp(GAP)), atMost(height - controls.measuredHeight - 2 * dp(GAP)))
    }

    override fun onLayout(changed: Boolean, left: Int, top: Int, right: Int, bottom: Int) {
        val (width, height) = right - left to bottom - top
        if (width > height) layBeside(width, height) else layBelow(width, height)
    }

    private fun layBelow(width: Int, height: Int) {
        viewfinder.at(0, 0)
        controls.at(0, height - controls.measuredHeight)
        val lowest = viewfinder.box.bottom - guidance.measuredHeight - dp(GAP)
        guidance.at((width - guidance.measuredWidth) / 2, lowest)
    }

    private fun layBeside(width: Int, height: Int) {
        val column = controls.measuredWidth
        val isMirrored = layoutDirection == LAYOUT_DIRECTION_RTL
        val side = if (isMirrored) 0 else width - column
        viewfinder.at(if (isMirrored) column else 0, 0)
        val free = height - controls.measuredHeight - guidance.measuredHeight
        guidance.at(side + (column - guidance.measuredWidth) / 2, free / 3)
        controls.at(side, height - controls.measuredHeight - free / 3)
    }

    private fun View.at(x: Int, y: Int) = layout(x, y, x + measuredWidth, y + measuredHeight)

    private fun exactly(size: Int) = MeasureSpec.makeMeasureSpec(size.coerceAtLeast(0), MeasureSpec.EXACTLY)

    private fun atMost(size: Int) = MeasureSpec.makeMeasureSpec(size.coerceAtLeast(0), MeasureSpec.AT_MOST)

    private companion object {
        const val GAP = 12

        /** The share of an upright preview that a card's outline leaves free below. */
        const val FREE = 0.27f

        /** The column's share of the width, and its bounds. */
        const val COLUMN = 0.4f
        const val LEAST = 256
        const val MOST = 320
    }
}
