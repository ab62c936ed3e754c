package org.ruxue.app.ui

import android.content.Context
import android.view.View
import android.widget.LinearLayout
import org.ruxue.app.R

/**
 * A part of a screen: [make] gives its view, and [show] has the view show what is to be seen now. The next screen's part
 * of the same key and kind takes over the view, so that focus, what is typed and what a reader reads stay.
 */
internal class Part(
    val key: String,
    val kind: Class<*>,
    val gap: Int,
    val make: (Context) -> View,
    val show: (View) -> Unit,
)

/** A part whose view is a [V]; [gap] is the space above it, unless it is the first. */
internal inline fun <reified V : View> part(
    key: String,
    gap: Int = Space.MEDIUM,
    noinline make: (Context) -> V,
    crossinline show: V.() -> Unit,
): Part = Part(key, V::class.java, gap, make) { (it as V).show() }

/** Parts one below the other. */
internal open class Column(context: Context) : LinearLayout(context) {
    init {
        orientation = VERTICAL
    }

    /** Shows [parts] in place of what was there. */
    fun show(parts: List<Part>) {
        val wanted = parts.associateBy { it.key }
        children().filterNot { fits(wanted[key(it)], it) }.forEach(::removeView)
        val there = children().associateBy(::key)
        parts.forEachIndexed { index, part ->
            val view = there[part.key] ?: part.make(context).apply { setTag(R.id.part, part.key) }
            place(view, index, if (index == 0) 0 else dp(part.gap))
            part.show(view)
        }
    }

    private fun children() = (0 until childCount).map(::getChildAt)

    private fun key(view: View) = view.getTag(R.id.part) as String?

    private fun fits(part: Part?, view: View) = part?.kind == view.javaClass

    private fun place(view: View, index: Int, gap: Int) {
        if (getChildAt(index) !== view) {
            removeView(view)
            addView(view, index, LayoutParams(LayoutParams.MATCH_PARENT, LayoutParams.WRAP_CONTENT))
        }
        val params = view.layoutParams as LayoutParams
        if (params.topMargin != gap) {
            params.topMargin = gap
            view.layoutParams = params
        }
    }
}
