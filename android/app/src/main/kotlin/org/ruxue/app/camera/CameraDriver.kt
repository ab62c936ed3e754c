package org.ruxue.app.camera

import java.util.concurrent.Executor
import org.ruxue.core.FrameGuidance

/**
 * Drives the cameras of [port] as [CameraState] says. For one thread, that of [main]; what cameras tell from other
 * threads is taken up there, and what they tell after they were closed by nobody.
 */
internal class CameraDriver(
    private val port: CameraPort,
    private val main: Executor,
    private val watch: () -> FrameWatch,
    private val outside: Outside,
) {
    /** Who sees what the camera is doing, and does what it can't. */
    interface Outside {
        fun show(state: CameraState)

        fun guide(guidance: FrameGuidance)

        fun ask()

        fun openSettings()

        fun photo(jpeg: ByteArray)
    }

    var state = CameraState()
        private set
    private var open: Opened? = null
    private var waiting: AutoCloseable? = null

    private class Opened(val camera: OpenCamera, val watch: FrameWatch)

    fun on(event: CameraEvent) {
        val before = state
        val step = before.after(event)
        state = step.state
        step.effects.forEach(::carryOut)
        if (step.state != before) outside.show(state)
    }

    /** Focuses on a place of the upright preview; false where nothing runs that could. */
    fun aim(place: Place, done: (Boolean) -> Unit): Boolean {
        val camera = open?.camera?.takeIf { state.phase is CameraState.Phase.Running } ?: return false
        camera.aim(place) { isSharp -> main.execute { done(isSharp) } }
        return true
    }

    private fun carryOut(effect: CameraEffect) = when (effect) {
        CameraEffect.Ask -> outside.ask()
        CameraEffect.OpenSettings -> outside.openSettings()
        is CameraEffect.Open -> open(effect.plan, effect.isLit)
        CameraEffect.Close -> close()
        is CameraEffect.Await -> await(effect.lens)
        CameraEffect.Take -> open?.camera?.take()
        is CameraEffect.Light -> open?.camera?.light(effect.isLit)
        is CameraEffect.HandOver -> outside.photo(effect.jpeg)
    }

    private fun open(plan: Plan, isLit: Boolean) {
        val watch = watch()
        // Told apart by the watch: a camera may tell something before there is a handle to it.
        fun ifStill(act: () -> Unit) = main.execute { if (open?.watch === watch) act() }
        val look = { frame: LiveFrame ->
            val guidance = watch.look(frame)
            if (guidance != null) ifStill { guide(guidance) }
        }
        open = Opened(port.open(plan, isLit, tell = { event -> ifStill { on(event) } }, look), watch)
    }

    private fun guide(guidance: FrameGuidance) {
        if (state.phase !is CameraState.Phase.Running) return
        outside.guide(guidance)
        if (guidance.good) on(CameraEvent.Shutter)
    }

    private fun await(lens: Lens) {
        var mine: AutoCloseable? = null
        mine = port.await(lens) { main.execute { if (waiting === mine) on(CameraEvent.Freed) } }
        waiting = mine
    }

    private fun close() {
        open?.run {
            camera.close()
            watch.close()
        }
        open = null
        waiting?.close()
        waiting = null
    }
}
