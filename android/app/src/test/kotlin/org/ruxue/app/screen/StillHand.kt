package org.ruxue.app.screen

import android.content.Context
import android.graphics.Bitmap
import android.view.View.MeasureSpec
import org.ruxue.app.camera.Access
import org.ruxue.app.camera.CameraAccess
import org.ruxue.app.camera.CapturePane
import org.ruxue.app.ui.ExampleDrawing
import org.ruxue.app.ui.Hand
import org.ruxue.app.ui.Typed
import org.ruxue.core.Action
import org.ruxue.core.ButtonView
import org.ruxue.core.ExampleKind
import org.ruxue.core.FormView
import org.ruxue.core.Language
import org.ruxue.core.Slot

/** Writes down what is done, and shows drawn photos. */
internal class StillHand(private val context: Context) : Hand {
    val done = mutableListOf<String>()
    override val typed = Typed()

    /** Of which slots a photo was asked for. */
    val looked = mutableListOf<Slot>()

    override fun press(button: ButtonView) {
        done += button.id
    }

    override fun send(form: FormView, button: ButtonView) {
        done += "${button.id} ${typed.all}"
    }

    override fun act(action: Action) {
        done += action.javaClass.simpleName
    }

    override fun photo(slot: Slot, shown: (Bitmap?) -> Unit) {
        looked += slot
        val drawing = ExampleDrawing(context).apply { show(slot, ExampleKind.GOOD) }
        drawing.measure(MeasureSpec.makeMeasureSpec(WIDTH, MeasureSpec.EXACTLY), MeasureSpec.UNSPECIFIED)
        drawing.layout(0, 0, drawing.measuredWidth, drawing.measuredHeight)
        shown(drawing.picture())
    }

    override fun pick() {
        done += "pick"
    }

    override fun camera(context: Context): CapturePane = CapturePane(context, Language.ZH_CN, NoCamera)

    private object NoCamera : CameraAccess {
        override val access = Access.UNASKED
        override var answered: (() -> Unit)? = null

        override fun ask() = Unit

        override fun openSettings() = Unit
    }

    private companion object {
        const val WIDTH = 640
    }
}
