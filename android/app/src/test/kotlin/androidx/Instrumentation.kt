// Robolectric links to a few classes of androidx.test, which is not on Maven Central: what it calls of them stands here.
package androidx.test.platform.app

import android.app.Instrumentation
import android.os.Bundle

/** Holds what Robolectric registers. */
object InstrumentationRegistry {
    private var registered: Pair<Instrumentation, Bundle>? = null

    @JvmStatic
    fun registerInstance(instrumentation: Instrumentation?, arguments: Bundle?) {
        registered = instrumentation?.let { it to (arguments ?: Bundle()) }
    }

    @JvmStatic
    fun getInstrumentation(): Instrumentation = checkNotNull(registered) { "no instrumentation" }.first

    @JvmStatic
    fun getArguments(): Bundle = checkNotNull(registered) { "no instrumentation" }.second
}
