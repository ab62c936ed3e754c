package org.ruxue.app

import android.app.Activity
import android.os.Build
import android.window.OnBackInvokedCallback
import android.window.OnBackInvokedDispatcher

/**
 * The back gesture of [activity]: it goes where the screen's arrow goes; with no arrow, out of the app, which the system
 * shows beforehand because it is told in time.
 */
internal class BackGesture(private val activity: Activity, private val back: () -> Unit) {
    private var callback: OnBackInvokedCallback? = null

    /** Whether the screen has an arrow that can be pressed. */
    var isTaken = false
        set(isTaken) {
            if (field == isTaken) return
            field = isTaken
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) tell(isTaken)
        }

    /** Goes back, if the screen does. */
    fun go(): Boolean {
        if (isTaken) back()
        return isTaken
    }

    private fun tell(isTaken: Boolean) {
        val dispatcher = activity.onBackInvokedDispatcher
        callback?.let(dispatcher::unregisterOnBackInvokedCallback)
        callback = if (isTaken) OnBackInvokedCallback(back) else null
        callback?.let { dispatcher.registerOnBackInvokedCallback(OnBackInvokedDispatcher.PRIORITY_DEFAULT, it) }
    }
}
