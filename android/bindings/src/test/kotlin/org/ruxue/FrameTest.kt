package org.ruxue

import java.nio.ByteBuffer
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.ruxue.core.FrameLayout
import org.ruxue.core.Language
import org.ruxue.core.RuxueException
import org.ruxue.core.Slot

class FrameTest {
    private val layout = FrameLayout(640u, 480u, 90u, 640u, 640u, 2u, 0u)
    private val y = ByteBuffer.allocateDirect(640 * 480)
    private val u = ByteBuffer.allocateDirect(640 * 240 - 1)
    private val v = ByteBuffer.allocateDirect(640 * 240 - 1)

    @Test
    fun `every slot has a word to a frame`() {
        for (slot in Slot.entries) {
            FrameChecker(slot, Language.EN).use { assertTrue(it.check(layout, y, u, v).text.isNotEmpty()) }
        }
    }

    @Test
    fun `it speaks the language that was asked for`() {
        val texts = Language.entries.map { language ->
            FrameChecker(Slot.PORTRAIT_SIDE, language).use { it.check(layout, y, u, v).text }
        }
        assertNotEquals(texts.first(), texts.last())
    }

    @Test
    fun `planes that do not fit their layout are refused`() {
        val wrong = listOf(
            layout.copy(yRowStride = 639u),
            layout.copy(yRowStride = 4096u),
            layout.copy(uvRowStride = 100u),
            layout.copy(uvRowStride = UInt.MAX_VALUE),
            layout.copy(uvPixelStride = 0u),
            layout.copy(uvPixelStride = UInt.MAX_VALUE),
            layout.copy(width = 0u),
            layout.copy(height = UInt.MAX_VALUE, width = UInt.MAX_VALUE, yRowStride = UInt.MAX_VALUE),
            layout.copy(rotation = 45u),
        )
        FrameChecker(Slot.PORTRAIT, Language.EN).use { checker ->
            for (layout in wrong) {
                val error = assertThrows<RuxueException.Frame>("$layout") { checker.check(layout, y, u, v) }
                assertTrue(error.reason.isNotEmpty())
            }
            assertThrows<RuxueException.Frame> { checker.check(layout, ByteBuffer.allocateDirect(0), u, v) }
            checker.check(layout, y, u, v)
        }
    }

    @Test
    fun `planes on the heap are refused`() {
        FrameChecker(Slot.PORTRAIT, Language.EN).use {
            assertThrows<IllegalArgumentException> { it.check(layout, ByteBuffer.allocate(640 * 480), u, v) }
        }
    }

    /** The same picture at an offset in a larger buffer, as some cameras give it, must be read from there. */
    @Test
    fun `a plane begins at its position`() {
        val light = ByteBuffer.allocateDirect(640 * 480).apply { while (hasRemaining()) put(200.toByte()) }.flip()
        val within = ByteBuffer.allocateDirect(2 * 640 * 480).position(640 * 480)
        within.duplicate().put(light.duplicate())
        fun told(plane: ByteBuffer) = FrameChecker(Slot.PORTRAIT_SIDE, Language.EN).use { checker ->
            (0..20).map { checker.check(layout.copy(atMillis = 100uL * it.toULong()), plane, u, v) }.last()
        }
        assertNotEquals(told(light), told(y), "light and dark are told apart")
        assertEquals(told(light), told(within))
        assertEquals(640 * 480, within.position())
    }

    @Test
    fun `a closed checker says so`() {
        val checker = FrameChecker(Slot.PORTRAIT, Language.EN)
        repeat(2) { checker.close() }
        assertThrows<IllegalStateException> { checker.check(layout, y, u, v) }
    }
}
