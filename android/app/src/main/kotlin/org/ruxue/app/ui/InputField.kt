package org.ruxue.app.ui

import android.content.Context
import android.text.Editable
import android.text.InputType
import android.text.TextWatcher
import android.text.method.PasswordTransformationMethod
import android.view.View
import android.view.accessibility.AccessibilityNodeInfo
import android.view.inputmethod.EditorInfo
import android.widget.EditText
import android.widget.LinearLayout
import org.ruxue.app.R
import org.ruxue.core.FieldKind
import org.ruxue.core.FieldView
import org.ruxue.core.RevealView

/** A field to type into. */
internal class InputField(context: Context) : FieldFrame(context) {
    private val input = EditText(context)
    private val reveal = context.iconButton(R.drawable.ic_eye, R.color.text_quiet)
    private val choices = LinearLayout(context)
    private var field: FieldView? = null
    private var typed: Typed? = null
    private var isRevealed = false
    private var isHinted = false

    init {
        input.look(Type.BODY)
        input.background = null
        input.id = View.generateViewId()
        input.textAlignment = TEXT_ALIGNMENT_VIEW_START
        input.setPaddingRelative(dp(Space.MEDIUM), dp(Space.SMALL), dp(Space.MEDIUM), dp(Space.SMALL))
        input.minimumHeight = dp(Space.TOUCH)
        // What was typed is kept by Typed, which knows what is secret.
        input.isSaveEnabled = false
        label.labelFor = input.id
        box.addView(input, LayoutParams(0, LayoutParams.WRAP_CONTENT, 1f))
        box.addView(choices)
        box.addView(reveal)
        input.addTextChangedListener(Watch())
        input.accessibilityDelegate = Wrong()
        reveal.setOnClickListener { turn() }
    }

    /** [done] is what the keyboard's last key does; none where another field follows. */
    fun show(field: FieldView, typed: Typed, done: (() -> Unit)?) {
        val isNew = this.field?.let { it.key == field.key && it.kind == field.kind } != true
        // Before the field is known: a change of keyboard sets the text anew, which is not typing.
        if (isNew) takeOnly(field)
        this.field = field
        this.typed = typed
        isHinted = typed[field].isEmpty() || isHinted && !isNew
        frame(field, if (isHinted) field.hint else "")
        input.imeOptions = if (done == null) EditorInfo.IME_ACTION_NEXT else EditorInfo.IME_ACTION_DONE
        input.setOnEditorActionListener { _, action, _ -> (action == EditorInfo.IME_ACTION_DONE).also { if (it) done?.invoke() } }
        write(typed[field])
        showReveal(field.reveal)
        showChoices(field)
    }

    /** The keyboard for what [field] takes, and what the phone may fill in. */
    private fun takeOnly(field: FieldView) {
        input.inputType = keyboard(field.kind)
        input.maxLines = if (field.kind == FieldKind.LONG_TEXT) LINES else 1
        input.look(Type.BODY)
        val hint = autofill(field.kind)
        if (hint == null) {
            input.importantForAutofill = IMPORTANT_FOR_AUTOFILL_NO
        } else {
            input.importantForAutofill = IMPORTANT_FOR_AUTOFILL_YES
            input.setAutofillHints(hint)
        }
    }

    private fun write(text: String) {
        if (input.text.toString() == text) return
        input.setText(text)
        input.setSelection(text.length)
    }

    private fun showReveal(view: RevealView?) {
        reveal.visible(view != null)
        if (view == null) return
        reveal.show(if (isRevealed) R.drawable.ic_eye_off else R.drawable.ic_eye, R.color.text_quiet)
        reveal.contentDescription = if (isRevealed) view.hide else view.show
        val at = input.selectionEnd
        input.transformationMethod = if (isRevealed) null else PasswordTransformationMethod.getInstance()
        if (at >= 0) input.setSelection(at)
    }

    private fun turn() {
        isRevealed = !isRevealed
        showReveal(field?.reveal)
    }

    /** What can be chosen in place of typing. */
    private fun showChoices(field: FieldView) {
        val shown = (0 until choices.childCount).map { (choices.getChildAt(it) as Choice).text.toString() }
        if (shown == field.choices) return
        choices.removeAllViews()
        field.choices.forEach { choice -> choices.addView(Choice(context, choice) { input.setText(choice) }) }
    }

    private inner class Watch : TextWatcher {
        override fun afterTextChanged(text: Editable) {
            field?.let { typed?.set(it, text.toString()) }
        }

        override fun beforeTextChanged(text: CharSequence, start: Int, count: Int, after: Int) = Unit

        override fun onTextChanged(text: CharSequence, start: Int, before: Int, count: Int) = Unit
    }

    /** Tells who does not see it that what stands there is wrong. */
    private inner class Wrong : AccessibilityDelegate() {
        override fun onInitializeAccessibilityNodeInfo(host: View, info: AccessibilityNodeInfo) {
            super.onInitializeAccessibilityNodeInfo(host, info)
            info.error = field?.problem
            info.isContentInvalid = field?.problem != null
        }
    }

    private companion object {
        const val LINES = 4

        /** Names that the platform's own list lacks: those of androidx's HintConstants, which autofill services know. */
        const val NEW_PASSWORD = "newPassword"
        const val ONE_TIME_CODE = "smsOTPCode"

        fun keyboard(kind: FieldKind): Int = when (kind) {
            FieldKind.ACCOUNT -> InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_VARIATION_EMAIL_ADDRESS
            FieldKind.PASSWORD, FieldKind.NEW_PASSWORD -> InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_VARIATION_PASSWORD
            FieldKind.CODE -> InputType.TYPE_CLASS_NUMBER
            FieldKind.NAME -> InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_VARIATION_PERSON_NAME
            FieldKind.ID_NUMBER -> InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_FLAG_CAP_CHARACTERS or
                InputType.TYPE_TEXT_FLAG_NO_SUGGESTIONS
            FieldKind.MOBILE -> InputType.TYPE_CLASS_PHONE
            FieldKind.EMAIL -> InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_VARIATION_EMAIL_ADDRESS
            FieldKind.LONG_TEXT -> InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_FLAG_MULTI_LINE
            // 长期 can be typed for a day.
            FieldKind.TEXT, FieldKind.DATE, FieldKind.CHOICE -> InputType.TYPE_CLASS_TEXT
        }

        fun autofill(kind: FieldKind): String? = when (kind) {
            FieldKind.ACCOUNT -> AUTOFILL_HINT_USERNAME
            FieldKind.PASSWORD -> AUTOFILL_HINT_PASSWORD
            FieldKind.NEW_PASSWORD -> NEW_PASSWORD
            FieldKind.CODE -> ONE_TIME_CODE
            FieldKind.NAME -> AUTOFILL_HINT_NAME
            FieldKind.MOBILE -> AUTOFILL_HINT_PHONE
            FieldKind.EMAIL -> AUTOFILL_HINT_EMAIL_ADDRESS
            FieldKind.ID_NUMBER, FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.DATE, FieldKind.CHOICE -> null
        }
    }
}

/** A word beside the box that fills it. */
private class Choice(context: Context, choice: String, choose: () -> Unit) : android.widget.Button(context) {
    init {
        text = choice
        isAllCaps = false
        stateListAnimator = null
        look(Type.BODY, R.color.accent)
        background = context.touched(null)
        minimumWidth = dp(Space.TOUCH)
        minWidth = dp(Space.TOUCH)
        setOnClickListener { choose() }
    }
}
