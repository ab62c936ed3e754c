package org.ruxue.app.ui

import android.content.Context
import android.widget.LinearLayout
import org.ruxue.app.R
import org.ruxue.core.ExampleKind
import org.ruxue.core.ExampleView
import org.ruxue.core.Slot

/** What photos pass and what don't, two beside each other. */
internal fun examples(slot: Slot, examples: List<ExampleView>): List<Part> =
    examples.chunked(2).mapIndexed { row, pair -> part("examples/$row", make = ::ExampleRow) { show(slot, pair) } }

private class ExampleRow(context: Context) : LinearLayout(context) {
    private val both = List(2) { Example(context) }

    init {
        isBaselineAligned = false
        both.forEachIndexed { index, example ->
            val params = LayoutParams(0, LayoutParams.WRAP_CONTENT, 1f)
            if (index > 0) params.marginStart = dp(Space.MEDIUM)
            addView(example, params)
        }
    }

    fun show(slot: Slot, pair: List<ExampleView>) = both.forEachIndexed { index, example ->
        example.visibility = if (index < pair.size) VISIBLE else INVISIBLE
        pair.getOrNull(index)?.let { example.show(slot, it) }
    }
}

/** A drawing, and below it what it shows with a tick or a cross. */
private class Example(context: Context) : Column(context) {
    fun show(slot: Slot, example: ExampleView) {
        val isGood = example.kind == ExampleKind.GOOD
        val (sign, color) = if (isGood) R.drawable.ic_check to R.color.good else R.drawable.ic_close to R.color.bad
        show(
            listOf(
                part("drawing", make = ::ExampleDrawing) { show(slot, example.kind) },
                signed("text", sign, color, Space.SMALL, listOf(text("text", example.text, Type.LABEL, color = R.color.text))),
            ),
        )
    }
}
