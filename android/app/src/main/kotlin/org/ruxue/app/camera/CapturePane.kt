package org.ruxue.app.camera

import android.content.Context
import android.widget.FrameLayout
import org.ruxue.core.CaptureView

internal class CapturePane(context: Context) : FrameLayout(context) {
    var listener: Listener? = null

    interface Listener {
        fun onPhoto(jpeg: ByteArray)

        fun onPick()
    }

    fun show(view: CaptureView) = Unit

    fun start() = Unit

    fun stop() = Unit
}
