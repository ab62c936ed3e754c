package org.ruxue.app.camera

import android.content.Context
import android.content.res.ColorStateList
import android.view.Gravity
import android.view.View
import android.widget.ImageView
import android.widget.LinearLayout
import android.widget.ScrollView
import android.widget.TextView
import org.ruxue.app.R
import org.ruxue.app.ui.dp
import org.ruxue.app.ui.say
import org.ruxue.core.TroubleView

/** Why there is no camera, what to do about it, and the other way to a photo. */
internal class TroublePanel(context: Context, mend: () -> Unit, pick: () -> Unit) : ScrollView(context) {
    private val text = TextView(context).apply {
        textSize = TEXT
        gravity = Gravity.CENTER
        setTextColor(color(R.color.mark_quiet))
        setLineSpacing(0f, LINE)
        accessibilityLiveRegion = ACCESSIBILITY_LIVE_REGION_POLITE
    }
    private val mend = MendButton(context).apply { setOnClickListener { mend() } }
    private val pick = SignButton(context, R.drawable.camera_pick).apply { setOnClickListener { pick() } }

    init {
        isFillViewport = true
        setBackgroundColor(color(R.color.camera_scene))
        addView(column(), LayoutParams(LayoutParams.MATCH_PARENT, LayoutParams.MATCH_PARENT))
    }

    fun show(trouble: TroubleView, pick: String) {
        text.say(trouble.text)
        mend.text = trouble.button
        mend.visibility = if (trouble.button == null) View.GONE else View.VISIBLE
        this.pick.text = pick
    }

    private fun column() = LinearLayout(context).apply {
        orientation = LinearLayout.VERTICAL
        gravity = Gravity.CENTER
        setPaddingRelative(dp(SIDE), dp(SIDE), dp(SIDE), dp(SIDE))
        addView(sign(), params(0))
        addView(text, params(GAP))
        addView(mend, params(SIDE))
        addView(pick, params(GAP))
    }

    private fun sign() = ImageView(context).apply {
        setImageResource(R.drawable.camera_off)
        imageTintList = ColorStateList.valueOf(color(R.color.mark_quiet))
        importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
        minimumWidth = dp(SIGN)
        minimumHeight = dp(SIGN)
    }

    private fun params(gap: Int) =
        LinearLayout.LayoutParams(LayoutParams.WRAP_CONTENT, LayoutParams.WRAP_CONTENT).apply { topMargin = dp(gap) }

    private companion object {
        const val TEXT = 17f
        const val LINE = 1.2f
        const val SIDE = 24
        const val GAP = 16
        const val SIGN = 48
    }
}
