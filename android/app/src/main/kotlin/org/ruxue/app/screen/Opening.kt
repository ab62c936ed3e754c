package org.ruxue.app.screen

import android.content.Context
import org.ruxue.app.R
import org.ruxue.app.ui.Part
import org.ruxue.app.ui.Shade
import org.ruxue.app.ui.Space
import org.ruxue.app.ui.Type
import org.ruxue.app.ui.centred
import org.ruxue.app.ui.emblem
import org.ruxue.app.ui.plain
import org.ruxue.core.ButtonLook

/** While the core is being opened. */
internal fun Context.opening(): List<Part> = listOf(
    emblem(R.drawable.ic_school, R.color.accent, R.color.accent_soft, Space.HUGE),
    centred("opening", getString(R.string.opening), Type.QUIET),
)

/** It could not be opened: why, and what to do. */
internal fun Context.failed(reason: String, nextStep: String, again: () -> Unit): List<Part> = listOf(
    emblem(R.drawable.ic_warning, Shade.BAD.color, Shade.BAD.soft, Space.HUGE),
    centred("reason", reason, Type.HEADING),
    centred("next", nextStep),
    plain("try_again", getString(R.string.try_again), ButtonLook.PRIMARY, Space.LARGE, press = again),
)
