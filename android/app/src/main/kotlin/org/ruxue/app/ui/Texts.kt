package org.ruxue.app.ui

import android.widget.TextView
import org.ruxue.app.R

/** A text that stands by itself. */
internal fun text(key: String, text: String, type: Type = Type.BODY, gap: Int = Space.MEDIUM, color: Int = type.color) =
    part(key, gap, { it.text(type, color) }) { say(text) }

/** A text in the middle, such as under a large icon. */
internal fun centred(key: String, text: String, type: Type = Type.BODY, gap: Int = Space.MEDIUM, color: Int = type.color) =
    part(key, gap, { it.text(type, color).apply { textAlignment = TextView.TEXT_ALIGNMENT_CENTER } }) { say(text) }

/** Says [text], unless it does already: a reader would begin anew. */
internal fun TextView.say(text: String) {
    if (this.text.toString() != text) this.text = text
}

/** What a tone looks like. */
internal enum class Shade(val icon: Int, val color: Int, val soft: Int) {
    GOOD(R.drawable.ic_check, R.color.good, R.color.good_soft),
    PLAIN(R.drawable.ic_info, R.color.accent, R.color.accent_soft),
    MIND(R.drawable.ic_warning, R.color.mind, R.color.mind_soft),
    BAD(R.drawable.ic_warning, R.color.bad, R.color.bad_soft),
}
