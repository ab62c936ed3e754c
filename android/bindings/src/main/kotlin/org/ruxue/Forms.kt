package org.ruxue

import org.ruxue.core.FormView
import org.ruxue.core.FieldValue

/**
 * The form's values to send with [org.ruxue.core.Action.Send] or [org.ruxue.core.Action.RequestCode]: what the student
 * typed, by [org.ruxue.core.FieldView.key], and for fields not typed in what the core had filled in.
 *
 * @throws IllegalArgumentException if [typed] names a field that the form does not have.
 */
public fun FormView.filled(typed: Map<String, String>): List<FieldValue> {
    val unknown = typed.keys - fields.map { it.key }.toSet()
    require(unknown.isEmpty()) { "the form has no field $unknown" }
    return fields.map { FieldValue(it.key, typed[it.key] ?: it.value) }
}
