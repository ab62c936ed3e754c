package org.ruxue.app.ui

import android.os.Bundle
import org.ruxue.core.FieldKind
import org.ruxue.core.FieldView

/** What the student typed into the form that is shown and did not send yet. Survives the activity. */
internal class Typed {
    private val texts = mutableMapOf<String, String>()
    private val secrets = mutableSetOf<String>()
    private var form: String? = null

    /** All of it, by the fields' keys. */
    val all: Map<String, String> get() = texts.toMap()

    /** Belongs to the form of this name from now on: what was typed into another is forgotten. */
    fun into(name: String) {
        if (form != name) {
            texts.clear()
            secrets.clear()
            form = name
        }
    }

    /** What stands in [field] now. */
    operator fun get(field: FieldView): String = texts[field.key] ?: field.value

    operator fun set(field: FieldView, text: String) {
        texts[field.key] = text
        if (field.isSecret) secrets += field.key
    }

    /** Keeps it for when the process died; secrets are typed again. */
    fun save(state: Bundle) {
        state.putString(FORM, form)
        state.putBundle(TEXTS, Bundle().apply { (texts - secrets).forEach(::putString) })
    }

    /** Takes up what [save] kept, unless something was typed since. */
    fun restore(state: Bundle) {
        if (form != null) return
        form = state.getString(FORM)
        val saved = state.getBundle(TEXTS) ?: return
        saved.keySet().forEach { key -> saved.getString(key)?.let { texts[key] = it } }
    }

    private companion object {
        const val FORM = "form"
        const val TEXTS = "texts"
    }
}

/** Whether nobody beside the student may see what is typed. */
internal val FieldView.isSecret: Boolean
    get() = kind == FieldKind.PASSWORD || kind == FieldKind.NEW_PASSWORD || kind == FieldKind.CODE
