package org.ruxue.app

import android.app.Activity
import android.app.Application
import android.os.Bundle

/** Calls [came] whenever the app comes to the foreground: its first activity starts, and not because it was turned. */
internal class Foreground(private val came: () -> Unit) : Application.ActivityLifecycleCallbacks {
    private var started = 0
    private var turning = false

    override fun onActivityStarted(activity: Activity) {
        started += 1
        if (started == 1 && !turning) came()
        turning = false
    }

    override fun onActivityStopped(activity: Activity) {
        started -= 1
        turning = activity.isChangingConfigurations
    }

    override fun onActivityCreated(activity: Activity, savedInstanceState: Bundle?) = Unit

    override fun onActivityResumed(activity: Activity) = Unit

    override fun onActivityPaused(activity: Activity) = Unit

    override fun onActivitySaveInstanceState(activity: Activity, outState: Bundle) = Unit

    override fun onActivityDestroyed(activity: Activity) = Unit
}
