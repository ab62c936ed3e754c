package org.ruxue.app.screen

import android.content.Context
import android.content.res.ColorStateList
import android.widget.ProgressBar
import org.ruxue.app.R
import org.ruxue.app.ui.Hand
import org.ruxue.app.ui.Part
import org.ruxue.app.ui.Space
import org.ruxue.app.ui.Type
import org.ruxue.app.ui.button
import org.ruxue.app.ui.centred
import org.ruxue.app.ui.emblem
import org.ruxue.app.ui.part
import org.ruxue.core.SubmittingTask
import org.ruxue.core.SubmittingView
import kotlin.math.roundToInt

/** Something is on its way. */
internal fun submitting(view: SubmittingView, hand: Hand): List<Part> = listOfNotNull(
    emblem(sign(view.task), R.color.accent, R.color.accent_soft, Space.HUGE),
    centred("text", view.text, Type.TITLE, Space.LARGE),
    view.progress?.let { progress -> part("progress", Space.LARGE, ::Progress) { show(progress) } },
    centred("detail", view.detail, Type.QUIET),
) + view.buttons.mapIndexed { index, button -> button(button, hand, if (index == 0) Space.LARGE else Space.SMALL) }

private fun sign(task: SubmittingTask) = when (task) {
    SubmittingTask.CARD -> R.drawable.ic_card
    SubmittingTask.PORTRAIT -> R.drawable.ic_upload
    SubmittingTask.MAKING_SURE -> R.drawable.ic_info
    SubmittingTask.WAITING -> R.drawable.ic_clock
}

/** How much arrived. */
private class Progress(context: Context) : ProgressBar(context, null, android.R.attr.progressBarStyleHorizontal) {
    init {
        max = WHOLE
        progressTintList = ColorStateList.valueOf(context.getColor(R.color.accent))
        progressBackgroundTintList = ColorStateList.valueOf(context.getColor(R.color.outline))
    }

    fun show(progress: Float) {
        this.progress = (progress * WHOLE).roundToInt()
    }

    private companion object {
        const val WHOLE = 1000
    }
}
