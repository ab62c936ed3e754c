package org.ruxue

import java.nio.ByteBuffer
import org.ruxue.core.FrameCheck
import org.ruxue.core.FrameGuidance
import org.ruxue.core.FrameLayout
import org.ruxue.core.Language
import org.ruxue.core.RuxueException
import org.ruxue.core.Slot

/** Says of live camera frames what to do for a good photo of [slot], in [language]. Close it when the camera closes. */
public class FrameChecker(public val slot: Slot, public val language: Language) : AutoCloseable {
    private val core = FrameCheck(slot, language)

    /**
     * The planes that the core reads now: it has only their addresses, and the collector must not free them meanwhile.
     */
    @Volatile
    private var held: List<ByteBuffer> = emptyList()

    /**
     * The one thing to tell the student now. The planes are those of a `YUV_420_888` image, from each buffer's position
     * to its limit. They are read where they lie, not copied, and not kept: the image may be closed once this returns.
     * It takes some milliseconds, on the calling thread.
     *
     * @throws IllegalArgumentException if a plane is not a direct buffer.
     * @throws RuxueException.Frame if planes and [layout] do not fit together.
     * @throws IllegalStateException after [close].
     */
    @Synchronized
    @Throws(RuxueException::class)
    public fun check(layout: FrameLayout, y: ByteBuffer, u: ByteBuffer, v: ByteBuffer): FrameGuidance {
        require(y.isDirect && u.isDirect && v.isDirect) { "planes must be direct buffers, as cameras give them" }
        // An address is that of a buffer's start, whatever its position: a slice starts there.
        val (ySlice, uSlice, vSlice) = listOf(y, u, v).map(ByteBuffer::slice).also { held = it }
        try {
            return core.check(layout, ySlice, uSlice, vSlice)
        } finally {
            held = emptyList()
        }
    }

    /** Lets go of it. Closing twice does nothing more. */
    override fun close(): Unit = core.close()
}
