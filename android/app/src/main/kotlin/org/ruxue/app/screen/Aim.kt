package org.ruxue.app.screen

import org.ruxue.core.CaptureView
import org.ruxue.core.JudgedView
import org.ruxue.core.Slot

/** What a capture screen shows. */
internal enum class Aiming { REQUIREMENTS, CAMERA, REFUSED }

/**
 * How far the student is with taking photos: what to take care of is read once, a refusal until it is answered. Survives
 * the activity.
 */
internal class Aim {
    private val read = mutableSetOf<Boolean>()
    private var answered: JudgedView? = null

    /** What to show of [view]. */
    fun at(view: CaptureView): Aiming = when {
        view.refused != null && view.refused != answered -> Aiming.REFUSED
        isCard(view) !in read -> Aiming.REQUIREMENTS
        else -> Aiming.CAMERA
    }

    /** On to the camera, from whatever [view] shows. */
    fun goOn(view: CaptureView) {
        read += isCard(view)
        answered = view.refused
    }

    /** A photo was taken: what is found in it is news, even if it is what was found before. */
    fun taken() {
        answered = null
    }

    /** Both sides of the card have the same requirements. */
    private fun isCard(view: CaptureView) = view.slot != Slot.PORTRAIT
}
