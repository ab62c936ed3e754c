package org.ruxue.app.ui

import android.content.Context
import android.view.Gravity
import android.widget.LinearLayout

/** Texts beside a sign that says how they are meant. */
internal class Signed(context: Context) : LinearLayout(context) {
    private val sign = context.icon()
    private val texts = Column(context)

    init {
        gravity = Gravity.TOP
        // As high as a line of text, however large that is.
        val size = (dp(SIGN) * resources.configuration.fontScale.coerceIn(1f, LARGEST)).toInt()
        addView(sign, LayoutParams(size, size).apply { marginEnd = dp(Space.SMALL) })
        addView(texts, LayoutParams(0, LayoutParams.WRAP_CONTENT, 1f))
    }

    fun show(icon: Int, color: Int, parts: List<Part>) {
        sign.show(icon, color)
        texts.show(parts)
    }

    private companion object {
        const val SIGN = 24
        const val LARGEST = 1.5f
    }
}

/** [parts] beside [icon]. */
internal fun signed(key: String, icon: Int, color: Int, gap: Int = Space.MEDIUM, parts: List<Part>): Part =
    part(key, gap, ::Signed) { show(icon, color, parts) }
