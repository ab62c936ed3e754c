package org.ruxue.app.camera

/** The phone's cameras. */
internal interface CameraPort {
    /** The main ones first. */
    fun lenses(): List<Lens>

    /**
     * Opens a camera, and returns before it is open. [tell] hears what becomes of it and [look] is lent its frames, one
     * after the other and never more than one at a time, both from any thread.
     */
    fun open(plan: Plan, isLit: Boolean, tell: (CameraEvent) -> Unit, look: (LiveFrame) -> Unit): OpenCamera

    /** Calls [freed], from any thread, whenever [lens] becomes free, until the result is closed. */
    fun await(lens: Lens, freed: () -> Unit): AutoCloseable
}

/** A camera at work, or about to be. */
internal interface OpenCamera : AutoCloseable {
    /** Takes a photo: [CameraEvent.Photo] or [CameraEvent.Missed] follows. */
    fun take()

    fun light(isLit: Boolean)

    /** Focuses on and meters [place] of the upright preview for a while; [done] hears whether it is sharp. */
    fun aim(place: Place, done: (Boolean) -> Unit)

    /** Lets go of everything; what is under way ends by itself. */
    override fun close()
}
