package org.ruxue.app.screen

import org.ruxue.app.R
import org.ruxue.app.ui.Hand
import org.ruxue.app.ui.Part
import org.ruxue.app.ui.Shade
import org.ruxue.app.ui.Space
import org.ruxue.app.ui.Type
import org.ruxue.app.ui.button
import org.ruxue.app.ui.card
import org.ruxue.app.ui.centred
import org.ruxue.app.ui.chances
import org.ruxue.app.ui.emblem
import org.ruxue.app.ui.mend
import org.ruxue.app.ui.signed
import org.ruxue.app.ui.text
import org.ruxue.core.AdviceView
import org.ruxue.core.OutcomeState
import org.ruxue.core.OutcomeView

/** What came of the last attempt. */
internal fun outcome(view: OutcomeView, hand: Hand): List<Part> = listOfNotNull(
    emblem(view.state),
    centred("heading", view.heading, Type.DISPLAY),
    centred("detail", view.detail, gap = Space.SMALL),
    view.score?.let { centred("score", it, Type.LABEL, Space.SMALL) },
) + view.reasons.mapIndexed(::reason) + chances(view.chances, Space.LARGE) +
    view.buttons.mapIndexed { index, button -> button(button, hand, if (index == 0) Space.MEDIUM else Space.SMALL) }

private fun emblem(state: OutcomeState): Part = when (state) {
    OutcomeState.PASSED -> emblem(R.drawable.ic_check, R.color.good, R.color.good_soft)
    OutcomeState.FAILED, OutcomeState.NO_CHANCES -> emblem(R.drawable.ic_close, R.color.bad, R.color.bad_soft)
    OutcomeState.HANDED_OVER -> emblem(R.drawable.ic_school, R.color.accent, R.color.accent_soft)
}

private fun reason(index: Int, reason: AdviceView): Part {
    val said = listOf(text("wrong", reason.wrong, Type.HEADING)) + mend("mend", reason.mend)
    val what = signed("what", Shade.BAD.icon, Shade.BAD.color, parts = said)
    return card("reason/$index", if (index == 0) Space.LARGE else Space.SMALL, parts = listOf(what))
}
