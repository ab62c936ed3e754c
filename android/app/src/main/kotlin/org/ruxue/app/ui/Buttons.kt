package org.ruxue.app.ui

import android.content.Context
import android.content.res.ColorStateList
import android.text.TextUtils
import android.view.Gravity
import android.view.View
import android.widget.Button
import android.widget.ImageButton
import android.widget.ImageView
import org.ruxue.app.R
import org.ruxue.core.ButtonLook
import org.ruxue.core.ButtonView

/** A button as the core has it. */
internal class ActionButton(context: Context) : Button(context) {
    private var shown: ButtonLook? = null

    init {
        isAllCaps = false
        stateListAnimator = null
        minHeight = dp(HEIGHT)
        minimumHeight = dp(HEIGHT)
        ellipsize = null as TextUtils.TruncateAt?
        textAlignment = TEXT_ALIGNMENT_GRAVITY
    }

    fun show(button: ButtonView, press: () -> Unit) = show(button.id, button.text, button.look, button.enabled, press)

    fun show(name: String, text: String, look: ButtonLook, isEnabled: Boolean, press: () -> Unit) {
        setTag(R.id.name, name)
        say(text)
        this.isEnabled = isEnabled
        dress(look)
        setOnClickListener { press() }
    }

    /** Looks as [look] is to look; what can't be pressed pales. */
    private fun dress(look: ButtonLook) {
        alpha = if (isEnabled) 1f else PALE
        if (shown == look) return
        shown = look
        val (text, under) = when (look) {
            ButtonLook.PRIMARY -> R.color.on_accent to context.shape(R.color.accent)
            ButtonLook.SECONDARY -> R.color.accent to context.shape(R.color.surface, R.color.outline)
            ButtonLook.DANGER -> R.color.bad to context.shape(R.color.surface, R.color.bad)
            ButtonLook.LINK -> R.color.accent to null
        }
        look(Type.BODY, text)
        background = context.touched(under)
        gravity = if (look == ButtonLook.LINK) Gravity.CENTER_VERTICAL or Gravity.START else Gravity.CENTER
        val side = if (look == ButtonLook.LINK) Space.TINY else Space.MEDIUM
        setPaddingRelative(dp(side), dp(Space.SMALL), dp(side), dp(Space.SMALL))
        setCompoundDrawablesRelativeWithIntrinsicBounds(0, 0, if (look == ButtonLook.LINK) R.drawable.ic_chevron else 0, 0)
        compoundDrawableTintList = ColorStateList.valueOf(context.getColor(text))
    }

    private companion object {
        const val HEIGHT = 52
        const val PALE = 0.5f
    }
}

/** [button] as a part. */
internal fun button(button: ButtonView, hand: Hand, gap: Int = Space.SMALL): Part =
    part("button/${button.id}", gap, ::ActionButton) { show(button) { hand.press(button) } }

/** A button of the shell's own, such as one that opens the camera. */
internal fun plain(
    name: String,
    text: String,
    look: ButtonLook,
    gap: Int,
    isEnabled: Boolean = true,
    press: () -> Unit,
): Part = part("button/$name", gap, ::ActionButton) { show(name, text, look, isEnabled, press) }

/** A picture to press, named for who does not see it. */
internal fun Context.iconButton(icon: Int, color: Int): ImageButton = ImageButton(this).apply {
    show(icon, color)
    scaleType = ImageView.ScaleType.CENTER
    background = touched(null, radius = Space.LARGE)
    minimumWidth = dp(Space.TOUCH)
    minimumHeight = dp(Space.TOUCH)
}

internal fun View.visible(isVisible: Boolean) {
    visibility = if (isVisible) View.VISIBLE else View.GONE
}
