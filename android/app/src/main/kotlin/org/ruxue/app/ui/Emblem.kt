package org.ruxue.app.ui

import android.content.Context
import android.view.Gravity
import android.widget.FrameLayout

/** A large sign in a circle, in the middle. */
internal class Emblem(context: Context) : FrameLayout(context) {
    private val disc = context.icon()

    init {
        addView(disc, LayoutParams(dp(SIZE), dp(SIZE), Gravity.CENTER_HORIZONTAL))
        disc.setPaddingRelative(dp(Space.MEDIUM), dp(Space.MEDIUM), dp(Space.MEDIUM), dp(Space.MEDIUM))
    }

    fun show(icon: Int, color: Int, soft: Int) {
        disc.show(icon, color)
        disc.background = context.shape(soft, radius = SIZE / 2)
    }

    private companion object {
        const val SIZE = 72
    }
}

/** A large sign at the top of a screen that has little else. */
internal fun emblem(icon: Int, color: Int, soft: Int, gap: Int = Space.LARGE): Part =
    part("emblem", gap, ::Emblem) { show(icon, color, soft) }
