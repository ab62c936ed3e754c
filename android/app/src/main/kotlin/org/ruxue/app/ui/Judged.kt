package org.ruxue.app.ui

import org.ruxue.app.R
import org.ruxue.core.FindingView
import org.ruxue.core.JudgedView
import org.ruxue.core.PhotoVerdict
import org.ruxue.core.Slot

/** A photo as judged: the photo with what was found in it, the verdict, and what to do. */
internal fun judged(slot: Slot, name: String, judged: JudgedView, hand: Hand): List<Part> = listOf(
    part("photo", Space.SMALL, ::PhotoView) { show(slot, name, judged, hand) },
    verdict(judged),
) + judged.findings.mapIndexed { index, finding -> finding(index, finding, judged.placed().indexOf(finding) + 1) }

private fun verdict(judged: JudgedView): Part {
    val shade = shade(judged.verdict)
    return signed("verdict", shade.icon, shade.color, Space.SMALL, listOf(text("text", judged.text, Type.HEADING)))
}

private fun finding(index: Int, finding: FindingView, number: Int): Part {
    val color = if (finding.refuses) R.color.bad else R.color.mind
    val wrong = if (number > 0) "$number  ${finding.wrong}" else finding.wrong
    val texts = listOf(text("wrong", wrong)) + mend("mend", finding.mend)
    return signed("finding/$index", R.drawable.ic_warning, color, Space.SMALL, texts)
}

private fun shade(verdict: PhotoVerdict) = when (verdict) {
    PhotoVerdict.PASS -> Shade.GOOD
    PhotoVerdict.ADVISE -> Shade.MIND
    PhotoVerdict.REFUSE -> Shade.BAD
}
