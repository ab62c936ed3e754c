package org.ruxue.app.screen

import org.ruxue.app.R
import org.ruxue.app.ui.Hand
import org.ruxue.app.ui.Part
import org.ruxue.app.ui.Space
import org.ruxue.app.ui.button
import org.ruxue.app.ui.centred
import org.ruxue.app.ui.emblem
import org.ruxue.app.ui.form
import org.ruxue.core.LogInView

/** Nobody is logged in. */
internal fun logIn(view: LogInView, hand: Hand): List<Part> =
    listOf(emblem(R.drawable.ic_school, R.color.accent, R.color.accent_soft), centred("intro", view.intro)) +
        form(view.form, hand) +
        view.links.mapIndexed { index, link -> button(link, hand, if (index == 0) Space.MEDIUM else 0) }
