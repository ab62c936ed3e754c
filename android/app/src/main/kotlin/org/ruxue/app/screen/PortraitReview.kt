package org.ruxue.app.screen

import org.ruxue.app.ui.Hand
import org.ruxue.app.ui.Part
import org.ruxue.app.ui.Space
import org.ruxue.app.ui.button
import org.ruxue.app.ui.card
import org.ruxue.app.ui.chances
import org.ruxue.app.ui.judged
import org.ruxue.core.PortraitReviewView
import org.ruxue.core.Slot

/** The portrait as taken, to be submitted. */
internal fun portraitReview(view: PortraitReviewView, hand: Hand): List<Part> = listOf(
    card("portrait", parts = judged(Slot.PORTRAIT, view.head.title, view.judged, hand)),
    chances(view.chances),
    button(view.submit, hand, Space.LARGE),
    button(view.retake, hand),
)
