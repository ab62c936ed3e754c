package org.ruxue

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.ruxue.core.Action
import org.ruxue.core.ButtonView
import org.ruxue.core.FieldKind
import org.ruxue.core.FormView
import org.ruxue.core.FieldView
import org.ruxue.core.ButtonLook
import org.ruxue.core.FieldValue

class FormTest {
    private val send = ButtonView("confirm", "Confirm", ButtonLook.PRIMARY, true, null, Action.Send(listOf()))
    private val form = FormView(listOf(field("name", "张三"), field("address", "")), null, send)

    @Test
    fun `what was not typed stays as it was`() {
        val filled = form.filled(mapOf("address" to "上海"))
        assertEquals(listOf(FieldValue("name", "张三"), FieldValue("address", "上海")), filled)
    }

    @Test
    fun `what was typed wins, even if it is nothing`() {
        assertEquals(listOf(FieldValue("name", ""), FieldValue("address", "")), form.filled(mapOf("name" to "")))
    }

    @Test
    fun `a field that is not there is a mistake`() {
        assertThrows<IllegalArgumentException> { form.filled(mapOf("nmae" to "张三")) }
    }

    private fun field(key: String, value: String) = FieldView(key, key, value, "", null, FieldKind.TEXT, listOf(), null)
}
