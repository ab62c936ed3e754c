package org.ruxue.app.screen

import org.ruxue.app.ui.Hand
import org.ruxue.app.ui.Part
import org.ruxue.app.ui.Space
import org.ruxue.app.ui.button
import org.ruxue.app.ui.card
import org.ruxue.app.ui.text
import org.ruxue.core.ConsentView

/** A text to agree to, or not. */
internal fun consent(view: ConsentView, hand: Hand): List<Part> = listOf(
    card("text", parts = listOf(text("text", view.text))),
    button(view.agree, hand, Space.LARGE),
    button(view.decline, hand),
)
