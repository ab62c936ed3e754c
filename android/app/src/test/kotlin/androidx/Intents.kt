package androidx.test.runner.intent

import android.app.Instrumentation.ActivityResult
import android.content.Intent

/** Is told of every intent. */
interface IntentMonitor

/** Answers an intent in place of another activity. */
fun interface IntentStubber {
    fun getActivityResultForIntent(intent: Intent): ActivityResult?
}

/** Holds the monitor. */
object IntentMonitorRegistry {
    private var monitor: IntentMonitor? = null

    @JvmStatic
    fun registerInstance(monitor: IntentMonitor?) {
        this.monitor = monitor
    }

    @JvmStatic
    fun getInstance(): IntentMonitor = checkNotNull(monitor) { "no monitor" }
}

/** No test stubs intents this way. */
object IntentStubberRegistry {
    @JvmStatic
    fun isLoaded(): Boolean = false

    @JvmStatic
    fun getInstance(): IntentStubber = error("no stubber")

    @JvmStatic
    fun reset() = Unit
}
