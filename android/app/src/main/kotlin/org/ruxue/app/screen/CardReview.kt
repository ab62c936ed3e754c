package org.ruxue.app.screen

import org.ruxue.app.ui.Hand
import org.ruxue.app.ui.Part
import org.ruxue.app.ui.Type
import org.ruxue.app.ui.button
import org.ruxue.app.ui.card
import org.ruxue.app.ui.form
import org.ruxue.app.ui.judged
import org.ruxue.app.ui.text
import org.ruxue.core.CardReviewView
import org.ruxue.core.SideView

/** Both sides as taken, and what was read of them. */
internal fun cardReview(view: CardReviewView, hand: Hand): List<Part> =
    view.sides.map { side(it, hand) } + form(view.form, hand)

private fun side(side: SideView, hand: Hand): Part {
    val title = text("title", side.title, Type.HEADING)
    val judged = judged(side.slot, side.title, side.judged, hand)
    return card("side/${side.slot}", parts = listOf(title) + judged + button(side.retake, hand))
}
