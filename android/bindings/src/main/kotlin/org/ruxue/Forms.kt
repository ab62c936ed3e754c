package org.ruxue

import org.ruxue.core.Form
import org.ruxue.core.Value

/**
 * The form's values to send with [org.ruxue.core.Action.Send] or [org.ruxue.core.Action.RequestCode]: what the student typed, by
 * [org.ruxue.core.FormField.key], and for fields not typed in what the core had filled in.
 *
 * @throws IllegalArgumentException if [typed] names a field that the form does not have.
 */
public fun Form.filled(typed: Map<String, String>): List<Value> {
    val unknown = typed.keys - fields.map { it.key }.toSet()
    require(unknown.isEmpty()) { "the form has no field $unknown" }
    return fields.map { Value(it.key, typed[it.key] ?: it.value) }
}
