package org.ruxue.app.ui

import android.content.Context
import android.widget.ScrollView
import kotlin.math.max

/** Parts to scroll through, no wider than one reads with ease. */
internal class Page(context: Context) : ScrollView(context) {
    private val column = Column(context)

    init {
        isFillViewport = true
        clipToPadding = false
        addView(column)
    }

    fun show(parts: List<Part>) = column.show(parts)

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        val side = max(dp(Space.MEDIUM), (MeasureSpec.getSize(widthMeasureSpec) - dp(WIDEST)) / 2)
        column.setPaddingRelative(side, dp(Space.SMALL), side, dp(Space.LARGE))
        super.onMeasure(widthMeasureSpec, heightMeasureSpec)
    }

    private companion object {
        const val WIDEST = 560
    }
}
