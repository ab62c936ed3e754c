package org.ruxue.app.camera

import android.content.Context
import android.content.res.ColorStateList
import android.graphics.Typeface
import android.view.Gravity
import android.view.View
import android.widget.Button
import android.widget.CheckBox
import android.widget.Switch
import android.widget.TextView
import org.ruxue.app.R

private const val TEXT = 14f
private const val LARGE_TEXT = 16f
private const val TOUCH = 48
private const val SIDE = 8
private const val RADIUS = 12

/** A sign and its name below, to press. */
internal class SignButton(context: Context, sign: Int) : Button(context) {
    init {
        dress(this, sign)
        background = touched(null, RADIUS)
    }
}

/** A switch of the lamp: a sign and its name below, filled while it is on. */
internal class LampSwitch(context: Context) : CheckBox(context) {
    init {
        dress(this, R.drawable.camera_lamp)
        buttonDrawable = null
        show(false)
    }

    fun show(isLit: Boolean) {
        isChecked = isLit
        val ink = color(if (isLit) R.color.camera_on_good else R.color.camera_text)
        setTextColor(ink)
        compoundDrawableTintList = ColorStateList.valueOf(ink)
        background = touched(if (isLit) round(R.color.camera_good, RADIUS) else null, RADIUS)
    }

    /** What is pressed is told to the camera, which tells how the lamp is. */
    override fun toggle() = Unit

    override fun getAccessibilityClassName(): CharSequence = Switch::class.java.name
}

/** A button that mends what is wrong. */
internal class MendButton(context: Context) : Button(context) {
    init {
        isAllCaps = false
        stateListAnimator = null
        textSize = LARGE_TEXT
        minHeight = px(TOUCH)
        minimumHeight = px(TOUCH)
        setTextColor(color(R.color.camera_on_good))
        background = touched(round(R.color.camera_good, RADIUS), RADIUS)
        setPaddingRelative(px(3 * SIDE), px(SIDE), px(3 * SIDE), px(SIDE))
    }
}

private fun View.dress(button: TextView, sign: Int) = button.run {
    isAllCaps = false
    stateListAnimator = null
    textSize = TEXT
    gravity = Gravity.CENTER
    minWidth = px(TOUCH)
    minHeight = px(TOUCH)
    minimumHeight = px(TOUCH)
    setPaddingRelative(px(SIDE / 2), px(SIDE), px(SIDE / 2), px(SIDE))
    typeface = Typeface.create("sans-serif-medium", Typeface.NORMAL)
    setTextColor(color(R.color.camera_text))
    setCompoundDrawablesRelativeWithIntrinsicBounds(0, sign, 0, 0)
    compoundDrawablePadding = px(SIDE / 2)
    compoundDrawableTintList = ColorStateList.valueOf(color(R.color.camera_text))
}
