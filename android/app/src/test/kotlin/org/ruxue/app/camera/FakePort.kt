package org.ruxue.app.camera

import java.util.concurrent.Executor

/** Cameras that do what a test has them do. */
internal class FakePort(var lenses: List<Lens> = listOf(lens())) : CameraPort {
    val opened = mutableListOf<Camera>()
    val awaited = mutableListOf<Wait>()

    /** What is neither closed nor given up. */
    val open get() = opened.filterNot { it.isClosed }.size + awaited.filterNot { it.isClosed }.size

    override fun lenses() = lenses

    override fun open(plan: Plan, isLit: Boolean, tell: (CameraEvent) -> Unit, look: (LiveFrame) -> Unit) =
        Camera(plan, isLit, tell, look).also(opened::add)

    override fun await(lens: Lens, freed: () -> Unit) = Wait(freed).also(awaited::add)

    class Wait(val freed: () -> Unit) : AutoCloseable {
        var isClosed = false

        override fun close() {
            isClosed = true
        }
    }

    class Camera(
        val plan: Plan,
        var isLit: Boolean,
        val tell: (CameraEvent) -> Unit,
        val look: (LiveFrame) -> Unit,
    ) : OpenCamera {
        var taken = 0
        var aimed: Place? = null
        var isClosed = false
        private var done: ((Boolean) -> Unit)? = null

        override fun take() {
            taken += 1
        }

        override fun light(isLit: Boolean) {
            this.isLit = isLit
        }

        override fun aim(place: Place, done: (Boolean) -> Unit) {
            aimed = place
            this.done = done
        }

        fun focus(isSharp: Boolean) = done?.invoke(isSharp)

        override fun close() {
            isClosed = true
        }
    }
}

/** A thread's work, done when the test says so. */
internal class Queue : Executor {
    private val work = ArrayDeque<Runnable>()

    override fun execute(command: Runnable) {
        work += command
    }

    fun run() {
        while (work.isNotEmpty()) work.removeFirst().run()
    }
}
