package org.ruxue.app.ui

import org.ruxue.core.FieldKind
import org.ruxue.core.FieldView
import org.ruxue.core.FormView

/** A form: its fields, the button that has a code sent below the field for it, and the one that sends it. */
internal fun form(form: FormView, hand: Hand): List<Part> {
    val send = { if (form.send.enabled) hand.send(form, form.send) }
    val last = form.fields.lastOrNull()?.key
    val fields = form.fields.flatMap { field ->
        listOfNotNull(
            field(field, hand, send.takeIf { field.key == last }),
            code(form, hand).takeIf { field.kind == FieldKind.CODE },
        )
    }
    val sending = part("button/${form.send.id}", Space.LARGE, ::ActionButton) { show(form.send) { send() } }
    return fields + sending
}

private fun code(form: FormView, hand: Hand): Part? = form.code?.let { button ->
    part("button/${button.id}", Space.SMALL, ::ActionButton) { show(button) { hand.send(form, button) } }
}

private fun field(field: FieldView, hand: Hand, done: (() -> Unit)?): Part = when (field.kind) {
    FieldKind.CHOICE -> part("field/${field.key}", make = ::ChoiceField) { show(field, hand.typed) }
    else -> part("field/${field.key}", make = ::InputField) { show(field, hand.typed, done) }
}
