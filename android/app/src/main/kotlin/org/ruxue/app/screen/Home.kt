package org.ruxue.app.screen

import org.ruxue.app.R
import org.ruxue.app.ui.Hand
import org.ruxue.app.ui.Part
import org.ruxue.app.ui.Shade
import org.ruxue.app.ui.Space
import org.ruxue.app.ui.Type
import org.ruxue.app.ui.button
import org.ruxue.app.ui.card
import org.ruxue.app.ui.chances
import org.ruxue.app.ui.signed
import org.ruxue.app.ui.text
import org.ruxue.core.HomeView
import org.ruxue.core.StepState
import org.ruxue.core.StepView
import org.ruxue.core.StudentView

/** The review at a glance. */
internal fun home(view: HomeView, hand: Hand): List<Part> = listOf(card("student", parts = student(view))) +
    view.steps.mapIndexed { index, step -> step(index, step, hand) } +
    button(view.next, hand, Space.LARGE) +
    view.links.mapIndexed { index, link -> button(link, hand, if (index == 0) Space.MEDIUM else 0) }

private fun student(view: HomeView): List<Part> = listOfNotNull(
    view.student?.let { signed("student", R.drawable.ic_person, R.color.accent, parts = who(it)) },
    chances(view.chances),
)

private fun who(student: StudentView) = listOf(
    text("name", "${student.name}  ${student.number}", Type.HEADING),
    text("class", student.`class`, Type.QUIET, Space.TINY),
)

private fun step(index: Int, step: StepView, hand: Hand): Part {
    val (icon, color) = sign(step.state)
    val texts = listOf(
        text("title", step.title, Type.HEADING),
        text("state", step.stateText, Type.LABEL, Space.TINY, color),
        text("detail", step.detail, Type.QUIET, Space.SMALL),
    )
    val buttons = step.buttons.map { button(it, hand) }
    return card("step/$index", parts = listOf(signed("what", icon, color, parts = texts + buttons)))
}

private fun sign(state: StepState): Pair<Int, Int> = when (state) {
    StepState.LATER -> R.drawable.ic_clock to R.color.text_quiet
    StepState.NOW -> R.drawable.ic_chevron to R.color.accent
    StepState.DONE -> R.drawable.ic_check to Shade.GOOD.color
    StepState.UNDER_WAY -> R.drawable.ic_upload to R.color.accent
    StepState.FAILED -> R.drawable.ic_cross to Shade.BAD.color
}
