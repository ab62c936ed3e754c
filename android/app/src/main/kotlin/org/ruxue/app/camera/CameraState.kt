package org.ruxue.app.camera

import org.ruxue.core.CameraTrouble

/** Whether the student lets the app use the camera. */
internal enum class Access {
    GRANTED,

    /** Nobody asked yet. */
    UNASKED,

    /** The student said no, and may be asked again. */
    REFUSED,

    /** Only the system's settings can allow it. */
    BLOCKED,
}

/** Where the camera is: a pure state machine. What happens is a [CameraEvent], what is to be done a [CameraEffect]. */
internal data class CameraState(
    val phase: Phase = Phase.Stopped,
    /** Whether there is something to show the preview on. */
    val hasSurface: Boolean = false,
    val isLit: Boolean = false,
    /** How often it was opened again by itself since the student last did something about it. */
    val returns: Int = 0,
    /** How many photos in a row did not come. */
    val misses: Int = 0,
) {
    /** What the camera is doing. */
    sealed interface Phase {
        data object Stopped : Phase

        /** The system asks the student for leave. */
        data object Asking : Phase

        /** About to run; [isBegun] once there was a surface to begin with. */
        data class Opening(val plan: Plan, val isBegun: Boolean = false) : Phase

        data class Running(val plan: Plan) : Phase

        /** Waits for a photo. */
        data class Taking(val plan: Plan) : Phase

        /** A photo is taken and handed over: the last picture stands still, and the camera is free for others. */
        data object Taken : Phase

        /** It can't be used; [plan] is how it was, where it ran before. */
        data class Troubled(val trouble: CameraTrouble, val plan: Plan? = null) : Phase
    }
}

/** The plan of a camera that is at work. */
internal val CameraState.Phase.plan: Plan?
    get() = when (this) {
        is CameraState.Phase.Opening -> plan
        is CameraState.Phase.Running -> plan
        is CameraState.Phase.Taking -> plan
        else -> null
    }

/** What happens to a camera. */
internal sealed interface CameraEvent {
    /** Somebody wants to take a photo, or answered whether they may; no [plan] where no lens can. */
    data class Begin(val access: Access, val plan: Plan?) : CameraEvent

    /** The button beside a trouble was pressed. */
    data class Mend(val access: Access, val plan: Plan?) : CameraEvent

    data object Stop : CameraEvent

    data object SurfaceCame : CameraEvent

    data object SurfaceWent : CameraEvent

    /** The first picture is on its way. */
    data object Opened : CameraEvent

    /** The camera can't do all at once that the plan asks for. */
    data object Unfit : CameraEvent

    data class Failed(val trouble: CameraTrouble) : CameraEvent

    /** Who had the camera let go of it. */
    data object Freed : CameraEvent

    /** The shutter: pressed, or by itself when all was good for long enough. */
    data object Shutter : CameraEvent

    class Photo(val jpeg: ByteArray) : CameraEvent

    /** The photo did not come. */
    data object Missed : CameraEvent

    data object Lamp : CameraEvent
}

/** What is to be done about a camera. */
internal sealed interface CameraEffect {
    data object Ask : CameraEffect

    data object OpenSettings : CameraEffect

    data class Open(val plan: Plan, val isLit: Boolean) : CameraEffect

    /** Lets go of the camera and stops waiting for one, whatever there is. */
    data object Close : CameraEffect

    /** Waits until [lens] is free. */
    data class Await(val lens: Lens) : CameraEffect

    data object Take : CameraEffect

    data class Light(val isLit: Boolean) : CameraEffect

    class HandOver(val jpeg: ByteArray) : CameraEffect
}
