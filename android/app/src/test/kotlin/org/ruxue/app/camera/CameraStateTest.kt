package org.ruxue.app.camera

import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.ruxue.app.camera.CameraState.Phase
import org.ruxue.core.CameraTrouble

class CameraStateTest {
    private val plan = plan()
    private val begin = CameraEvent.Begin(Access.GRANTED, plan)
    private val stopped = CameraState()
    private val opening = CameraState(Phase.Opening(plan, isBegun = true), hasSurface = true)
    private val running = CameraState(Phase.Running(plan), hasSurface = true)
    private val taking = CameraState(Phase.Taking(plan), hasSurface = true)

    @Test
    fun `it begins as far as it may`() {
        val table = mapOf(
            CameraEvent.Begin(Access.GRANTED, null) to Phase.Troubled(CameraTrouble.MISSING),
            CameraEvent.Begin(Access.UNASKED, plan) to Phase.Asking,
            CameraEvent.Begin(Access.REFUSED, plan) to Phase.Troubled(CameraTrouble.NOT_ALLOWED),
            CameraEvent.Begin(Access.BLOCKED, plan) to Phase.Troubled(CameraTrouble.BLOCKED),
            begin to Phase.Opening(plan),
        )
        for ((event, phase) in table) assertEquals(phase, stopped.after(event).state.phase)
        assertEquals(listOf(CameraEffect.Ask), stopped.after(CameraEvent.Begin(Access.UNASKED, plan)).effects)
    }

    @Test
    fun `it opens when there is something to show it`() {
        val (waits, nothing) = stopped.after(begin)
        assertEquals(emptyList<CameraEffect>(), nothing)
        val (opening, open) = waits.after(CameraEvent.SurfaceCame)
        assertEquals(listOf(CameraEffect.Open(plan, isLit = false)), open)
        assertEquals(Phase.Running(plan), opening.after(CameraEvent.Opened).state.phase)
        val at = stopped.copy(hasSurface = true).after(begin)
        assertEquals(opening to open, at.state to at.effects)
    }

    @Test
    fun `a surface that goes takes the camera with it`() {
        for (state in listOf(opening, running, taking)) {
            val (gone, effects) = state.after(CameraEvent.SurfaceWent)
            assertEquals(listOf(CameraEffect.Close), effects)
            assertEquals(listOf(CameraEffect.Open(plan, isLit = false)), gone.after(CameraEvent.SurfaceCame).effects)
        }
        assertEquals(emptyList<CameraEffect>(), stopped.copy(hasSurface = true).after(CameraEvent.SurfaceWent).effects)
    }

    @Test
    fun `a photo is taken once and the camera let go`() {
        val (taken, effects) = running.after(CameraEvent.Shutter)
        assertEquals(listOf(CameraEffect.Take), effects)
        assertEquals("a second press does nothing", CameraStep(taken), taken.after(CameraEvent.Shutter))
        val (rests, after) = taken.after(CameraEvent.Photo(byteArrayOf(7)))
        assertEquals(Phase.Taken, rests.phase)
        assertEquals(CameraEffect.Close, after.first())
        assertArrayEquals(byteArrayOf(7), (after.last() as CameraEffect.HandOver).jpeg)
        assertEquals(CameraStep(rests), rests.after(CameraEvent.Photo(byteArrayOf(8))))
        assertEquals("another one is a new beginning", opening.phase, rests.after(begin).state.phase)
    }

    @Test
    fun `photos that do not come are tried again a few times`() {
        val told = generateSequence(CameraStep(taking)) {
            it.state.after(CameraEvent.Missed).state.after(CameraEvent.Shutter)
        }
        val phases = told.map { it.state.phase }.take(4).toList()
        assertEquals(List(3) { Phase.Taking(plan) } + Phase.Troubled(CameraTrouble.LOST, plan), phases)
    }

    @Test
    fun `troubles end in a clear state with the camera let go`() {
        for (trouble in CameraTrouble.entries) {
            for (state in listOf(opening, running, taking)) {
                val (troubled, effects) = state.after(CameraEvent.Failed(trouble))
                assertEquals(Phase.Troubled(trouble, plan), troubled.phase)
                assertEquals(CameraEffect.Close, effects.first())
                val passes = trouble == CameraTrouble.IN_USE || trouble == CameraTrouble.INTERRUPTED
                assertEquals(passes, CameraEffect.Await(plan.lens) in effects)
                assertEquals(passes, troubled.after(CameraEvent.Freed).state.phase == opening.phase)
                assertEquals("stopped from there too", Phase.Stopped, troubled.after(CameraEvent.Stop).state.phase)
            }
        }
    }

    @Test
    fun `a camera taken away time and again waits for the student`() {
        var state = running
        var returns = 0
        while (true) {
            state = state.after(CameraEvent.Failed(CameraTrouble.INTERRUPTED)).also { step ->
                if (step.effects.none { it is CameraEffect.Await }) {
                    assertEquals(3, returns)
                    assertEquals(0, step.state.after(CameraEvent.Mend(Access.GRANTED, plan)).state.returns)
                    return
                }
            }.state
            state = state.after(CameraEvent.Freed).state.after(CameraEvent.Opened).state
            returns += 1
        }
    }

    @Test
    fun `what cannot give frames gives photos`() {
        val (plain, effects) = opening.after(CameraEvent.Unfit)
        val without = plan.copy(frames = null)
        assertEquals(listOf(CameraEffect.Close, CameraEffect.Open(without, isLit = false)), effects)
        assertEquals(Phase.Troubled(CameraTrouble.LOST, without), plain.after(CameraEvent.Unfit).state.phase)
    }

    @Test
    fun `the button beside a trouble mends it`() {
        fun mend(trouble: CameraTrouble, access: Access) =
            CameraState(Phase.Troubled(trouble, plan), hasSurface = true).after(CameraEvent.Mend(access, plan)).effects
        assertEquals(listOf(CameraEffect.Close, CameraEffect.Ask), mend(CameraTrouble.NOT_ALLOWED, Access.REFUSED))
        assertEquals(listOf(CameraEffect.OpenSettings), mend(CameraTrouble.BLOCKED, Access.BLOCKED))
        for (trouble in CameraTrouble.entries - CameraTrouble.BLOCKED) {
            val again = listOf(CameraEffect.Close, CameraEffect.Open(plan, isLit = false))
            assertEquals("$trouble", again, mend(trouble, Access.GRANTED))
        }
        assertEquals("nothing to mend", CameraStep(running), running.after(CameraEvent.Mend(Access.GRANTED, plan)))
    }

    @Test
    fun `the lamp is switched while it runs`() {
        val (lit, on) = running.after(CameraEvent.Lamp)
        assertEquals(listOf(CameraEffect.Light(true)), on)
        assertTrue(lit.isLit)
        val (dark, off) = lit.after(CameraEvent.Lamp)
        assertEquals(listOf(CameraEffect.Light(false)), off)
        assertFalse(dark.isLit)
        assertFalse("it is out when the camera is", lit.after(CameraEvent.Stop).state.isLit)
        assertTrue("and on again after a moment without a surface", lit.after(CameraEvent.SurfaceWent).state.isLit)
        assertEquals(CameraStep(stopped), stopped.after(CameraEvent.Lamp))
    }

    /** Every walk of a few events: whatever comes, a camera is open only while its state says so. */
    @Test
    fun `nothing that happens leaves a camera open`() {
        val events = listOf(
            begin, CameraEvent.Begin(Access.UNASKED, plan), CameraEvent.Mend(Access.GRANTED, plan), CameraEvent.Stop,
            CameraEvent.SurfaceCame, CameraEvent.SurfaceWent, CameraEvent.Opened, CameraEvent.Unfit, CameraEvent.Freed,
            CameraEvent.Failed(CameraTrouble.IN_USE), CameraEvent.Failed(CameraTrouble.LOST), CameraEvent.Shutter,
            CameraEvent.Photo(byteArrayOf(1)), CameraEvent.Missed, CameraEvent.Lamp,
        )
        var reached = setOf(Seen(stopped, isOpen = false, waits = false))
        repeat(7) {
            reached = reached + reached.flatMap { seen -> events.map { seen.after(it) } }
            // Counters would make the walk endless, and say nothing here.
            assertTrue(reached.size < 2_000)
        }
        assertTrue(reached.any { it.state.phase is Phase.Taken })
    }

    /** A state, and whether a camera is open or waited for by what was done so far. */
    private data class Seen(val state: CameraState, val isOpen: Boolean, val waits: Boolean) {
        fun after(event: CameraEvent): Seen {
            val step = state.after(event)
            val here = "${state.phase::class.simpleName}, ${event::class.simpleName}"
            var (open, waits) = isOpen to waits
            for (effect in step.effects) {
                when (effect) {
                    is CameraEffect.Open -> assertFalse("$here: opened twice", open).also { open = true }
                    CameraEffect.Close -> false.also { open = it; waits = it }
                    is CameraEffect.Await -> waits = true
                    CameraEffect.Take, is CameraEffect.Light -> assertTrue("$here: nothing is open", open)
                    else -> Unit
                }
            }
            val phase = step.state.phase
            val isAtWork = phase is Phase.Running || phase is Phase.Taking || phase is Phase.Opening && phase.isBegun
            assertEquals(here, isAtWork, open)
            assertTrue("$here: waits for nothing", !waits || phase is Phase.Troubled)
            return Seen(step.state, open, waits)
        }
    }
}
