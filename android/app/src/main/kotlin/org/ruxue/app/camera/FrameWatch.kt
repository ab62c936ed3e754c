package org.ruxue.app.camera

import org.ruxue.FrameChecker
import org.ruxue.core.FrameGuidance
import org.ruxue.core.Language
import org.ruxue.core.RuxueException
import org.ruxue.core.Slot

/** Looks at the frames of one opening of the camera, until it is closed. */
internal class FrameWatch(slot: Slot, language: Language) : AutoCloseable {
    private val checker = FrameChecker(slot, language)
    private var isClosed = false

    /** What to tell the student; null where the frame can't be read, or nobody wants to know any more. */
    @Synchronized
    fun look(frame: LiveFrame): FrameGuidance? {
        if (isClosed) return null
        return try {
            checker.check(frame.layout(), frame.y.bytes, frame.u.bytes, frame.v.bytes)
        } catch (_: RuxueException.Frame) {
            // A camera of its own kind: the shutter can still be pressed.
            null
        }
    }

    @Synchronized
    override fun close() {
        isClosed = true
        checker.close()
    }
}
