package org.ruxue.app.screen

import android.app.Activity

/** Every screen on a phone that is set as [variant] says, laid out to be seen whole. */
internal fun gallery(variant: Variant, visit: (name: String, view: ScreenView) -> Unit) {
    val activity = variant.activity()
    Album(variant.language).screens.forEach { (name, screen) ->
        val view = ScreenView(activity, StillHand(activity), Aim())
        view.show(screen)
        variant.lay(view)
        visit(name, view)
    }
    failing(activity).forEach { (name, view) ->
        variant.lay(view)
        visit(name, view)
    }
}

/** What is shown while there is no core to ask. */
private fun failing(activity: Activity): Map<String, ScreenView> {
    val view = { ScreenView(activity, StillHand(activity), Aim()) }
    return mapOf(
        "opening" to view().apply { show(activity.opening()) },
        "opening_failed" to view().apply { show(activity.failed("手机的安全存储现在不能用", "请重新启动手机后再试") {}) },
    )
}
