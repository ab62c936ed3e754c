package org.ruxue.app.ui

import android.content.Context
import org.ruxue.app.R

/** Parts that belong together, on a surface of their own. */
internal class Card(context: Context) : Column(context) {
    init {
        setPaddingRelative(dp(Space.MEDIUM), dp(Space.MEDIUM), dp(Space.MEDIUM), dp(Space.MEDIUM))
        background = context.shape(R.color.surface)
    }

    /** The surface in [shade]'s soft colour; plain without one. */
    fun shaded(shade: Shade?) {
        background = context.shape(shade?.soft ?: R.color.surface)
    }
}

/** [parts] on a surface of their own. */
internal fun card(key: String, gap: Int = Space.MEDIUM, shade: Shade? = null, parts: List<Part>): Part =
    part(key, gap, ::Card) {
        shaded(shade)
        show(parts)
    }
