package org.ruxue.app.ui

import android.content.Context
import org.ruxue.app.R

/** Parts that belong together, on a surface of their own. */
internal class Card(context: Context) : Column(context) {
    init {
        setPaddingRelative(dp(Space.MEDIUM), dp(Space.MEDIUM), dp(Space.MEDIUM), dp(Space.MEDIUM))
        background = context.shape(R.color.surface)
    }
}

/** [parts] on a surface of their own. */
internal fun card(key: String, gap: Int = Space.MEDIUM, parts: List<Part>): Part = part(key, gap, ::Card) { show(parts) }
