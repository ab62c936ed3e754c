package org.ruxue.app.ui

import android.content.Context
import android.view.Gravity
import android.view.View
import android.widget.LinearLayout
import android.widget.ProgressBar
import org.ruxue.app.R
import org.ruxue.core.HeadView

/** What stands above every screen: back, its title, what is under way. */
internal class HeadBar(context: Context) : LinearLayout(context) {
    private val back = context.iconButton(R.drawable.ic_back, R.color.text)
    private val title = context.text(Type.TITLE)
    private val busy = Busy(context)

    init {
        orientation = VERTICAL
        val bar = LinearLayout(context).apply {
            gravity = Gravity.CENTER_VERTICAL
            minimumHeight = dp(HEIGHT)
            addView(back)
            addView(title, LayoutParams(0, LayoutParams.WRAP_CONTENT, 1f))
        }
        addView(bar)
        addView(busy)
    }

    fun show(head: HeadView, hand: Hand) {
        title.say(head.title)
        val start = if (head.back == null) Space.MEDIUM else Space.TINY
        title.setPaddingRelative(dp(start), dp(Space.SMALL), dp(Space.MEDIUM), dp(Space.SMALL))
        back.visible(head.back != null)
        head.back?.let { button ->
            back.setTag(R.id.name, button.id)
            back.contentDescription = button.text
            back.isEnabled = button.enabled
            back.alpha = if (button.enabled) 1f else PALE
            back.setOnClickListener { hand.press(button) }
        }
        busy.show(head.busy)
    }

    private companion object {
        const val HEIGHT = 56
        const val PALE = 0.4f
    }
}

/** What is under way. */
private class Busy(context: Context) : LinearLayout(context) {
    private val text = context.text(Type.QUIET)

    init {
        gravity = Gravity.CENTER_VERTICAL
        setPaddingRelative(dp(Space.MEDIUM), dp(Space.TINY), dp(Space.MEDIUM), dp(Space.SMALL))
        val wheel = ProgressBar(context, null, android.R.attr.progressBarStyleSmall)
        addView(wheel, LayoutParams(dp(WHEEL), dp(WHEEL)).apply { marginEnd = dp(Space.SMALL) })
        addView(text)
        text.accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
    }

    fun show(busy: String?) {
        visible(busy != null)
        text.say(busy.orEmpty())
    }

    private companion object {
        const val WHEEL = 20
    }
}
