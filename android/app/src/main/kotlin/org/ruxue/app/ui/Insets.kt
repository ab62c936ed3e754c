package org.ruxue.app.ui

import android.os.Build
import android.view.View
import android.view.WindowInsets

/** Keeps what [this] holds clear of the system's bars, the camera's hole and the keyboard. */
internal fun View.keepClear() = setOnApplyWindowInsetsListener { view, insets ->
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
        val types = WindowInsets.Type.systemBars() or WindowInsets.Type.displayCutout() or WindowInsets.Type.ime()
        insets.getInsets(types).let { view.setPadding(it.left, it.top, it.right, it.bottom) }
        WindowInsets.CONSUMED
    } else {
        before30(view, insets)
    }
}

@Suppress("DEPRECATION")
private fun before30(view: View, insets: WindowInsets): WindowInsets = insets.run {
    view.setPadding(systemWindowInsetLeft, systemWindowInsetTop, systemWindowInsetRight, systemWindowInsetBottom)
    consumeSystemWindowInsets()
}
