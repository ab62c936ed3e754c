package org.ruxue.app.screen

import org.ruxue.app.R
import org.ruxue.app.ui.Hand
import org.ruxue.app.ui.Part
import org.ruxue.app.ui.Space
import org.ruxue.app.ui.Type
import org.ruxue.app.ui.button
import org.ruxue.app.ui.card
import org.ruxue.app.ui.examples
import org.ruxue.app.ui.judged
import org.ruxue.app.ui.plain
import org.ruxue.app.ui.signed
import org.ruxue.app.ui.text
import org.ruxue.core.ButtonLook
import org.ruxue.core.CaptureView
import org.ruxue.core.JudgedView

/** What makes a good photo, before the camera is opened. */
internal fun requirements(view: CaptureView, hand: Hand, start: () -> Unit): List<Part> =
    listOf(text("requirements", view.requirements, Type.DISPLAY), card("examples", parts = examples(view.slot, view.examples))) +
        card("hints", parts = view.hints.mapIndexed(::hint)) + goOn(view, view.start, hand, start)

/** Why the photo just taken can't be used. */
internal fun refused(view: CaptureView, refused: JudgedView, hand: Hand, again: () -> Unit): List<Part> =
    listOf(card("refused", parts = judged(view.slot, view.head.title, refused, hand))) +
        goOn(view, view.again, hand, again) +
        listOfNotNull(view.overrule?.let { button(it, hand) })

private fun hint(index: Int, hint: String) =
    signed("hint/$index", R.drawable.ic_check, R.color.good, Space.SMALL, listOf(text("text", hint)))

private fun goOn(view: CaptureView, text: String, hand: Hand, goOn: () -> Unit) = listOf(
    plain("start", text, ButtonLook.PRIMARY, Space.LARGE, view.head.busy == null, goOn),
    plain("pick", view.pick, ButtonLook.SECONDARY, Space.SMALL, view.head.busy == null, hand::pick),
)
