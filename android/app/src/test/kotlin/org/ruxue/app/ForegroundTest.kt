package org.ruxue.app

import android.app.Activity
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], application = android.app.Application::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class ForegroundTest {
    private var times = 0

    init {
        RuntimeEnvironment.getApplication().registerActivityLifecycleCallbacks(Foreground { times += 1 })
    }

    @Test
    fun `starting counts, and coming back`() {
        val life = Robolectric.buildActivity(Activity::class.java).setup()
        assertEquals(1, times)
        life.pause().resume()
        assertEquals("a dialog in front of it is no leaving", 1, times)
        life.pause().stop()
        assertEquals(1, times)
        life.restart().resume()
        assertEquals(2, times)
    }

    @Test
    fun `turning does not`() {
        val life = Robolectric.buildActivity(Activity::class.java).setup()
        repeat(3) { life.recreate() }
        assertEquals(1, times)
        life.pause().stop().restart()
        assertEquals(2, times)
    }

    @Test
    fun `a second window does not`() {
        val first = Robolectric.buildActivity(Activity::class.java).setup()
        val second = Robolectric.buildActivity(Activity::class.java).setup()
        first.pause().stop()
        first.restart().resume()
        assertEquals(1, times)
        listOf(first, second).forEach { it.pause().stop() }
        second.restart()
        assertEquals(2, times)
    }
}
