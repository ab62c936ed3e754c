package org.ruxue.app.camera

import org.ruxue.app.camera.CameraState.Phase
import org.ruxue.core.CameraTrouble

/** How often a camera that was taken away is opened again by itself. */
private const val MOST_RETURNS = 3

/** How many photos in a row may fail to come before the camera counts as broken. */
private const val MOST_MISSES = 3

/** What follows from an event. */
internal data class CameraStep(val state: CameraState, val effects: List<CameraEffect> = emptyList())

/** What follows from [event]. One that does not belong here, such as a second press of the shutter, changes nothing. */
internal fun CameraState.after(event: CameraEvent): CameraStep = when (event) {
    is CameraEvent.Begin -> if (isIdle) begin(event.access, event.plan) else CameraStep(this)
    is CameraEvent.Mend -> mend(event.access, event.plan)
    CameraEvent.Stop -> CameraStep(CameraState(hasSurface = hasSurface), listOf(CameraEffect.Close))
    CameraEvent.SurfaceCame -> surfaceCame()
    CameraEvent.SurfaceWent -> surfaceWent()
    CameraEvent.Opened -> whileOpening { CameraStep(copy(phase = Phase.Running(it.plan))) }
    CameraEvent.Unfit -> whileOpening(::simplify)
    is CameraEvent.Failed -> fail(event.trouble)
    CameraEvent.Freed -> returned()
    CameraEvent.Shutter -> whileRunning { CameraStep(copy(phase = Phase.Taking(it.plan)), listOf(CameraEffect.Take)) }
    is CameraEvent.Photo -> whileTaking { took(event.jpeg) }
    CameraEvent.Missed -> whileTaking(::miss)
    CameraEvent.Lamp -> whileRunning { CameraStep(copy(isLit = !isLit), listOf(CameraEffect.Light(!isLit))) }
}

/** Whether it does nothing by itself. */
private val CameraState.isIdle: Boolean
    get() = phase is Phase.Stopped || phase is Phase.Asking || phase is Phase.Taken || phase is Phase.Troubled

private fun CameraState.begin(access: Access, plan: Plan?): CameraStep {
    val fresh = copy(returns = 0, misses = 0)
    return when {
        plan == null -> fresh.troubled(CameraTrouble.MISSING, null)
        access == Access.UNASKED -> CameraStep(fresh.copy(phase = Phase.Asking), unawaited + CameraEffect.Ask)
        access == Access.REFUSED -> fresh.troubled(CameraTrouble.NOT_ALLOWED, null)
        access == Access.BLOCKED -> fresh.troubled(CameraTrouble.BLOCKED, null)
        else -> fresh.open(plan)
    }
}

private fun CameraState.mend(access: Access, plan: Plan?): CameraStep {
    val trouble = (phase as? Phase.Troubled)?.trouble ?: return CameraStep(this)
    return when {
        trouble == CameraTrouble.NOT_ALLOWED && access == Access.REFUSED -> begin(Access.UNASKED, plan)
        trouble == CameraTrouble.BLOCKED -> CameraStep(this, listOf(CameraEffect.OpenSettings))
        else -> begin(access, plan)
    }
}

/** Opens the camera, at once or as soon as there is a surface. */
private fun CameraState.open(plan: Plan): CameraStep {
    val begin = if (hasSurface) listOf(CameraEffect.Open(plan, isLit)) else emptyList()
    return CameraStep(copy(phase = Phase.Opening(plan, isBegun = hasSurface)), unawaited + begin)
}

/** What to do so that no camera is waited for any more. */
private val CameraState.unawaited: List<CameraEffect>
    get() = if (phase is Phase.Troubled) listOf(CameraEffect.Close) else emptyList()

private fun CameraState.surfaceCame(): CameraStep {
    val now = copy(hasSurface = true)
    return if (phase is Phase.Opening && !phase.isBegun) now.open(phase.plan) else CameraStep(now)
}

/** A camera has nothing to draw on: it begins anew when there is something again. */
private fun CameraState.surfaceWent(): CameraStep {
    val now = copy(hasSurface = false)
    val plan = phase.plan ?: return CameraStep(now)
    return CameraStep(now.copy(phase = Phase.Opening(plan)), listOf(CameraEffect.Close))
}

/** Photos come first: a camera that can't give frames beside them goes without. */
private fun CameraState.simplify(opening: Phase.Opening): CameraStep {
    if (opening.plan.frames == null) return fail(CameraTrouble.LOST)
    val step = open(opening.plan.copy(frames = null))
    return step.copy(effects = listOf(CameraEffect.Close) + step.effects)
}

private fun CameraState.fail(trouble: CameraTrouble): CameraStep {
    val plan = phase.plan ?: return CameraStep(this)
    return troubled(trouble, plan)
}

private fun CameraState.troubled(trouble: CameraTrouble, plan: Plan?): CameraStep {
    val waits = plan?.takeIf { trouble.passes && returns < MOST_RETURNS }
    val effects = listOfNotNull(CameraEffect.Close, waits?.let { CameraEffect.Await(it.lens) })
    return CameraStep(copy(phase = Phase.Troubled(trouble, plan), isLit = false), effects)
}

/** Whether it can pass without the student. */
private val CameraTrouble.passes: Boolean
    get() = this == CameraTrouble.IN_USE || this == CameraTrouble.INTERRUPTED

private fun CameraState.returned(): CameraStep {
    val (trouble, plan) = phase as? Phase.Troubled ?: return CameraStep(this)
    if (plan == null || !trouble.passes) return CameraStep(this)
    return copy(returns = returns + 1).open(plan)
}

private fun CameraState.took(jpeg: ByteArray): CameraStep {
    val rested = copy(phase = Phase.Taken, isLit = false, misses = 0)
    return CameraStep(rested, listOf(CameraEffect.Close, CameraEffect.HandOver(jpeg)))
}

private fun CameraState.miss(taking: Phase.Taking): CameraStep {
    val now = copy(misses = misses + 1)
    if (now.misses >= MOST_MISSES) return now.fail(CameraTrouble.LOST)
    return CameraStep(now.copy(phase = Phase.Running(taking.plan)))
}

private inline fun CameraState.whileOpening(step: (Phase.Opening) -> CameraStep): CameraStep =
    if (phase is Phase.Opening && phase.isBegun) step(phase) else CameraStep(this)

private inline fun CameraState.whileRunning(step: (Phase.Running) -> CameraStep): CameraStep =
    if (phase is Phase.Running) step(phase) else CameraStep(this)

private inline fun CameraState.whileTaking(step: (Phase.Taking) -> CameraStep): CameraStep =
    if (phase is Phase.Taking) step(phase) else CameraStep(this)
