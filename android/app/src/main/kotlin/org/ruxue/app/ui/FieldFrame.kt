package org.ruxue.app.ui

import android.content.Context
import android.view.Gravity
import android.view.View
import android.widget.LinearLayout
import org.ruxue.app.R
import org.ruxue.core.FieldView

/** A field to fill in: its label, what it takes in a box, what is wrong with it. */
internal abstract class FieldFrame(context: Context) : LinearLayout(context) {
    protected val label = context.text(Type.LABEL)
    private val problem = context.text(Type.QUIET, R.color.bad)
    private val example = context.text(Type.QUIET)

    /** Holds what the field takes. */
    protected val box = LinearLayout(context)

    init {
        orientation = VERTICAL
        box.gravity = Gravity.CENTER_VERTICAL
        box.minimumHeight = dp(HEIGHT)
        addView(label)
        listOf(box, problem, example).forEach(::below)
        problem.accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
    }

    private fun below(view: View) {
        val params = LayoutParams(LayoutParams.MATCH_PARENT, LayoutParams.WRAP_CONTENT)
        addView(view, params.apply { topMargin = dp(Space.TINY) })
    }

    /** [hint] is the example or rule to show, if any: below the box, where large letters have room and typing does not hide it. */
    protected fun frame(field: FieldView, hint: String = "") {
        setTag(R.id.name, field.key)
        label.say(field.label)
        problem.visible(field.problem != null)
        problem.say(field.problem.orEmpty())
        example.visible(hint.isNotEmpty())
        example.say(hint)
        box.background = context.shape(R.color.surface, if (field.problem == null) R.color.outline else R.color.bad)
    }

    private companion object {
        const val HEIGHT = 52
    }
}
