package org.ruxue.app.ui

import android.content.Context
import android.graphics.Bitmap
import org.ruxue.app.camera.CapturePane
import org.ruxue.core.Action
import org.ruxue.core.ButtonView
import org.ruxue.core.FormView
import org.ruxue.core.Slot

/** What screens ask of the activity: it carries out what the student does. */
internal interface Hand {
    /** What the student typed into the form that is shown. */
    val typed: Typed

    /** What a button is to do, once the student confirmed it where that is asked. */
    fun press(button: ButtonView)

    /** The same for a button of [form]: what was typed goes with it. */
    fun send(form: FormView, button: ButtonView)

    /** What has no button. */
    fun act(action: Action)

    /** Gives [shown] the photo of [slot], no larger than a screen, or null where there is none. On the main thread, later. */
    fun photo(slot: Slot, shown: (Bitmap?) -> Unit)

    /** Has the student choose a photo for the capture screen that is shown. */
    fun pick()

    /** A camera to aim with, on a view of [context]. */
    fun camera(context: Context): CapturePane
}
