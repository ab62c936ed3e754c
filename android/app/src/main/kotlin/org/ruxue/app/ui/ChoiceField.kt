package org.ruxue.app.ui

import android.app.AlertDialog
import android.content.Context
import android.content.res.ColorStateList
import android.view.Gravity
import android.widget.Button
import org.ruxue.app.R
import org.ruxue.core.FieldView

/** A field of which one of the choices is taken. */
internal class ChoiceField(context: Context) : FieldFrame(context) {
    private val chosen = Button(context)

    init {
        chosen.look(Type.BODY)
        chosen.isAllCaps = false
        chosen.stateListAnimator = null
        chosen.gravity = Gravity.CENTER_VERTICAL or Gravity.START
        chosen.background = context.touched(null)
        chosen.setPaddingRelative(dp(Space.MEDIUM), dp(Space.SMALL), dp(Space.MEDIUM), dp(Space.SMALL))
        chosen.setCompoundDrawablesRelativeWithIntrinsicBounds(0, 0, R.drawable.ic_chevron, 0)
        chosen.compoundDrawableTintList = ColorStateList.valueOf(context.getColor(R.color.text_quiet))
        chosen.minimumHeight = dp(Space.TOUCH)
        box.addView(chosen, LayoutParams(LayoutParams.MATCH_PARENT, LayoutParams.WRAP_CONTENT))
    }

    fun show(field: FieldView, typed: Typed) {
        frame(field)
        val value = typed[field]
        chosen.say(value.ifEmpty { field.hint })
        chosen.contentDescription = listOfNotNull(field.label, value.ifEmpty { field.hint }, field.problem).joinToString()
        chosen.setOnClickListener { choose(field, typed) }
    }

    private fun choose(field: FieldView, typed: Typed) {
        val choices = field.choices.toTypedArray()
        AlertDialog.Builder(context)
            .setTitle(field.label)
            .setSingleChoiceItems(choices, choices.indexOf(typed[field])) { dialog, index ->
                typed[field] = choices[index]
                show(field, typed)
                dialog.dismiss()
            }
            .show()
    }
}
