package org.ruxue.app.screen

import org.ruxue.app.ui.Hand
import org.ruxue.app.ui.Part
import org.ruxue.app.ui.Space
import org.ruxue.app.ui.Type
import org.ruxue.app.ui.button
import org.ruxue.app.ui.card
import org.ruxue.app.ui.form
import org.ruxue.app.ui.text
import org.ruxue.core.AccountView
import org.ruxue.core.RowView
import org.ruxue.core.SectionView

/** A page of the account. */
internal fun account(view: AccountView, hand: Hand): List<Part> =
    view.sections.flatMapIndexed { index, section -> section(index, section, hand) } +
        view.form?.let { form(it, hand) }.orEmpty() +
        view.buttons.mapIndexed { index, button -> button(button, hand, if (index == 0) Space.MEDIUM else Space.SMALL) }

private fun section(index: Int, section: SectionView, hand: Hand): List<Part> {
    val rows = section.rows.flatMapIndexed { at, row -> row(at, row, hand) }
    val title = section.title.takeIf { it.isNotEmpty() }?.let { text("title/$index", it, Type.LABEL, Space.LARGE) }
    return listOfNotNull(title, card("section/$index", if (title == null) Space.MEDIUM else Space.SMALL, parts = rows))
}

private fun row(index: Int, row: RowView, hand: Hand): List<Part> = listOfNotNull(
    text("label/$index", row.label, Type.QUIET),
    row.value.takeIf { it.isNotEmpty() }?.let { text("value/$index", it, gap = Space.TINY) },
    row.button?.let { button(it, hand) },
)
