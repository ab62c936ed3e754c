package org.ruxue.app.camera

import android.content.Context
import android.view.Gravity
import android.view.View
import android.widget.FrameLayout
import android.widget.LinearLayout
import org.ruxue.app.R
import org.ruxue.app.ui.dp
import org.ruxue.core.CaptureView

/** The shutter in the middle, the other way to a photo on one side, the lamp on the other. */
internal class Controls(
    context: Context,
    press: () -> Unit,
    lamp: () -> Unit,
    pick: () -> Unit,
) : LinearLayout(context) {
    private val pick = SignButton(context, R.drawable.camera_pick).apply { setOnClickListener { pick() } }
    private val shutter = ShutterButton(context).apply { setOnClickListener { press() } }
    private val lamp = LampSwitch(context).apply { setOnClickListener { lamp() } }

    init {
        gravity = Gravity.CENTER_VERTICAL
        setPaddingRelative(dp(SIDE), dp(SIDE), dp(SIDE), dp(SIDE))
        addView(beside(this.pick), LayoutParams(0, LayoutParams.WRAP_CONTENT, 1f))
        addView(shutter, LayoutParams(LayoutParams.WRAP_CONTENT, LayoutParams.WRAP_CONTENT))
        addView(beside(this.lamp), LayoutParams(0, LayoutParams.WRAP_CONTENT, 1f))
    }

    fun show(view: CaptureView) {
        pick.text = view.pick
        shutter.contentDescription = view.shutter
        lamp.text = view.lamp
    }

    fun show(canShoot: Boolean, canLight: Boolean, isLit: Boolean) {
        shutter.isEnabled = canShoot
        lamp.visibility = if (canLight) View.VISIBLE else View.INVISIBLE
        lamp.show(isLit)
    }

    fun fill(steady: Float) = shutter.fill(steady)

    private fun beside(button: View) = FrameLayout(context).apply {
        val wrap = FrameLayout.LayoutParams.WRAP_CONTENT
        addView(button, FrameLayout.LayoutParams(wrap, wrap, Gravity.CENTER))
    }

    private companion object {
        const val SIDE = 8
    }
}
