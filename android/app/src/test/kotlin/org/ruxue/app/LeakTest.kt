package org.ruxue.app

import android.app.Activity
import android.content.res.Configuration
import android.os.Bundle
import android.os.Looper
import java.lang.ref.WeakReference
import java.util.concurrent.TimeUnit
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** The review outlives activities: nothing of it may hold on to one that is gone. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], application = StagedApp::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class LeakTest {
    private val app = RuntimeEnvironment.getApplication() as StagedApp
    private val seen = mutableListOf<WeakReference<Activity>>()

    @Test
    fun `turning it again and again leaves one`() {
        val life = Robolectric.buildActivity(MainActivity::class.java).setup()
        see(life.get())
        app.session.opened()
        repeat(20) { time ->
            val turned = Configuration(life.get().resources.configuration)
            turned.orientation = 1 + time % 2
            life.configurationChange(turned)
            see(life.get())
        }
        assertLeft(1)
        assertEquals(21, seen.size)
        life.pause().stop().destroy()
    }

    @Test
    fun `being killed and restored leaves one`() {
        var state = Bundle()
        repeat(5) {
            Robolectric.buildActivity(MainActivity::class.java).setup(state).use { life ->
                see(life.get())
                app.session.opened()
                state = Bundle().also { life.saveInstanceState(it) }
            }
        }
        assertLeft(0)
    }

    @Test
    fun `windows beside each other leave none`() {
        openAndCloseWindows()
        assertLeft(0)
        assertEquals(3, seen.size)
    }

    /** By itself, so that nothing of it stays on the stack. */
    private fun openAndCloseWindows() {
        val lives = List(3) { Robolectric.buildActivity(MainActivity::class.java).setup() }
        lives.forEach { see(it.get()) }
        app.session.opened()
        lives.forEach { it.pause().stop().destroy() }
    }

    private fun see(activity: Activity) {
        seen += WeakReference(activity)
    }

    private fun assertLeft(allowed: Int) = eventually {
        // What was to come later has come: a waiting message holds its view.
        shadowOf(Looper.getMainLooper()).idleFor(1, TimeUnit.MINUTES)
        System.gc()
        Unit.takeIf { seen.count { it.get() != null } <= allowed }
    }
}
