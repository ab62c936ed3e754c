package org.ruxue.app.screen

import org.ruxue.app.ui.Hand
import org.ruxue.app.ui.Part
import org.ruxue.core.HeadView
import org.ruxue.core.Page
import org.ruxue.core.Screen

/** What [screen] is made of; null for a camera's, which is not scrolled through. */
internal fun parts(screen: Screen, hand: Hand): List<Part>? = when (screen) {
    is Screen.LogIn -> logIn(screen.view, hand)
    is Screen.Home -> home(screen.view, hand)
    is Screen.CardReview -> cardReview(screen.view, hand)
    is Screen.Consent -> consent(screen.view, hand)
    is Screen.PortraitReview -> portraitReview(screen.view, hand)
    is Screen.Submitting -> submitting(screen.view, hand)
    is Screen.Outcome -> outcome(screen.view, hand)
    is Screen.Account -> account(screen.view, hand)
    is Screen.CardCapture, is Screen.PortraitCapture -> null
}

/** What stands at the top of [this] screen. */
internal val Screen.head: HeadView
    get() = when (this) {
        is Screen.LogIn -> view.head
        is Screen.Home -> view.head
        is Screen.CardCapture -> view.head
        is Screen.CardReview -> view.head
        is Screen.Consent -> view.head
        is Screen.PortraitCapture -> view.head
        is Screen.PortraitReview -> view.head
        is Screen.Submitting -> view.head
        is Screen.Outcome -> view.head
        is Screen.Account -> view.head
    }

/** A name for the place where the student is: two screens of the same place are one that changed. */
internal val Screen.place: String
    get() = when (this) {
        is Screen.CardCapture -> "capture ${view.slot}"
        is Screen.PortraitCapture -> "capture ${view.slot}"
        is Screen.Consent -> "consent ${view.kind}"
        is Screen.Account -> "account ${name(view.page)}"
        else -> javaClass.simpleName
    }

/** Whether a card, a face or what the platform knows of the student is to be seen: nobody may copy the screen. */
internal val Screen.isPrivate: Boolean
    get() = when (this) {
        is Screen.CardCapture, is Screen.CardReview, is Screen.PortraitCapture, is Screen.PortraitReview, is Screen.Account -> true
        is Screen.LogIn, is Screen.Home, is Screen.Consent, is Screen.Submitting, is Screen.Outcome -> false
    }

private fun name(page: Page) = if (page is Page.Bind) "bind ${page.kind}" else page.javaClass.simpleName
