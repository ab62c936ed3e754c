package org.ruxue.app.ui

import android.content.Context
import android.view.Gravity
import android.widget.LinearLayout
import org.ruxue.app.R
import org.ruxue.core.Action
import org.ruxue.core.NoticeView
import org.ruxue.core.Tone

/** Something to tell, until it is dismissed. */
internal fun notice(notice: NoticeView, hand: Hand): Part =
    part("notice", make = ::NoticeBar) { show(notice) { hand.act(Action.Dismiss) } }

private class NoticeBar(context: Context) : LinearLayout(context) {
    private val said = Signed(context)
    private val close = context.iconButton(R.drawable.ic_close, R.color.text)

    init {
        gravity = Gravity.CENTER_VERTICAL
        setPaddingRelative(dp(Space.MEDIUM), dp(Space.TINY), dp(Space.TINY), dp(Space.TINY))
        addView(said, LayoutParams(0, LayoutParams.WRAP_CONTENT, 1f))
        addView(close)
        said.setPaddingRelative(0, dp(Space.SMALL), 0, dp(Space.SMALL))
        accessibilityLiveRegion = ACCESSIBILITY_LIVE_REGION_POLITE
        close.contentDescription = context.getString(R.string.dismiss)
        close.setTag(R.id.name, "dismiss")
    }

    fun show(notice: NoticeView, dismiss: () -> Unit) {
        val shade = shade(notice.tone)
        background = context.shape(shade.soft)
        said.show(shade.icon, shade.color, listOf(text("text", notice.text)) + mend("next", notice.next))
        close.setOnClickListener { dismiss() }
    }

    private fun shade(tone: Tone) = when (tone) {
        Tone.GOOD -> Shade.GOOD
        Tone.PLAIN -> Shade.PLAIN
        Tone.BAD -> Shade.BAD
    }
}

/** What to do about what stands above; nothing where nothing is to be done. */
internal fun mend(key: String, mend: String): List<Part> =
    if (mend.isEmpty()) listOf() else listOf(text(key, mend, Type.QUIET, Space.TINY, R.color.text))
