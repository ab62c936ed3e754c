package org.ruxue.app.camera

import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.ruxue.core.Slot

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class PlanTest {
    @Test
    fun `a rear lens and never a front one`() {
        val front = lens("1", Facing.FRONT)
        val main = lens("0")
        val wide = lens("2", nearest = 30f)
        assertEquals("0", listOf(front, main, wide).best()?.id)
        assertNull(listOf(front, lens("3", Facing.OTHER)).best())
        assertNull(emptyList<Lens>().best())
        assertEquals("what takes no photos is none", "0", listOf(lens("9", photos = emptyList()), main).best()?.id)
    }

    @Test
    fun `several lenses in one where that focuses nearer`() {
        val main = lens("0", nearest = 8f)
        assertEquals("4", listOf(main, lens("4", isLogical = true, nearest = 20f)).best()?.id)
        assertEquals("0", listOf(main, lens("4", isLogical = true, nearest = 8f)).best()?.id)
        assertEquals("0", listOf(main, lens("4", isLogical = true, nearest = null)).best()?.id)
    }

    @Test
    fun `the largest photo of the whole sensor`() {
        val table = listOf(
            listOf(8000 x 6000, 4000 x 3000, 4608 x 2592) to (4000 x 3000),
            listOf(4096 x 3072, 4000 x 3000) to (4096 x 3072),
            listOf(4624 x 2604, 1920 x 1080) to (4624 x 2604),
            listOf(8000 x 6000, 12000 x 9000) to (8000 x 6000),
            listOf(3264 x 2448, 3264 x 1836, 2448 x 2448) to (3264 x 2448),
        )
        for ((sizes, best) in table) assertEquals(best, photoSize(sizes))
        assertNull(photoSize(emptyList()))
    }

    @Test
    fun `live pictures of the photos shape`() {
        val sizes = listOf(4000 x 3000, 1920 x 1080, 1440 x 1080, 1280 x 960, 1080 x 1080, 640 x 480)
        assertEquals(1440 x 1080, liveSize(sizes, 4000 x 3000))
        assertEquals(1920 x 1080, liveSize(sizes, 4608 x 2592))
        assertEquals(1080 x 1080, liveSize(sizes, 2448 x 2448))
        assertEquals("or else the largest", 1280 x 720, liveSize(listOf(3840 x 2160, 1280 x 720), 4000 x 3000))
        assertEquals("or else the smallest", 2592 x 1944, liveSize(listOf(4000 x 3000, 2592 x 1944), 4000 x 3000))
        assertNull(liveSize(emptyList(), 4000 x 3000))
    }

    @Test
    fun `a card fills the outline from where the lens focuses`() {
        // A large sensor: f = 5.6 mm, 7.4 × 5.6 mm, sharp from 15 cm on. At 9.5 cm a card fills nine tenths.
        val lens = lens(nearest = 1 / 0.15f, field = Lens.Field(7.4f / 5.6f, 1f))
        assertEquals(1.1f * 0.15f / 0.0951f, lens.cardZoom(0.9f, isWide = false), 0.01f)
        assertEquals("across, from 7.2 cm", 1.1f * 0.15f / 0.072f, lens.cardZoom(0.9f, isWide = true), 0.01f)
        val near = lens.copy(nearest = 1 / 0.07f)
        assertEquals("one that focuses near need not enlarge", 1f, near.cardZoom(0.9f, isWide = false), 0f)
        assertEquals("as far as it can", 1.3f, lens.copy(mostZoom = 1.3f).cardZoom(0.9f, isWide = false), 0f)
        assertEquals("no further than pixels last", 2.5f, lens.copy(nearest = 2.1f).cardZoom(0.9f, isWide = false), 0f)
        assertEquals("not known", 1f, lens.copy(field = null).cardZoom(0.9f, isWide = false), 0f)
        for (unlikely in listOf(null, 0.1f, 100f)) {
            assertEquals(1f, lens.copy(nearest = unlikely).cardZoom(0.9f, isWide = false), 0f)
        }
    }

    @Test
    fun `only cards are enlarged`() {
        val far = listOf(lens(nearest = 6f))
        assertTrue(requireNotNull(plan(far, Slot.PORTRAIT_SIDE, 0)).zoom > 1)
        assertTrue(requireNotNull(plan(far, Slot.EMBLEM_SIDE, 0)).zoom > 1)
        assertEquals(1f, plan(far, Slot.PORTRAIT, 0)?.zoom)
    }

    @Test
    fun `upright however the phone is held`() {
        val table = mapOf(
            (90 to 0) to 90, (90 to 90) to 0, (90 to 180) to 270, (90 to 270) to 180,
            (270 to 0) to 270, (270 to 90) to 180, (270 to 180) to 90, (270 to 270) to 0,
            (0 to 0) to 0, (0 to 90) to 270, (180 to 0) to 180, (180 to 270) to 270,
        )
        for ((turns, rotation) in table) {
            val (sensor, display) = turns
            val plan = requireNotNull(plan(listOf(lens(orientation = sensor)), Slot.PORTRAIT, display))
            assertEquals("sensor $sensor, display $display", rotation, plan.rotation)
            assertEquals(if (rotation % 180 == 0) 1440 x 1080 else 1080 x 1440, plan.upright)
        }
    }

    @Test
    fun `a touch is found on the sensor`() {
        // The upper left corner of what is seen, by the sensor's rotation: where it lies on the sensor.
        val corners = mapOf(0 to (0 x 0), 90 to (0 x 3000), 180 to (4000 x 3000), 270 to (4000 x 0))
        for ((rotation, corner) in corners) {
            val area = plan(rotation = rotation).touched(Place(0f, 0f))
            assertEquals("$rotation", corner.width, if (corner.width == 0) area.left else area.right)
            assertEquals("$rotation", corner.height, if (corner.height == 0) area.top else area.bottom)
            assertEquals(450 x 450, area.width x area.height)
        }
        // A quarter from the left and a tenth from the top, seen upright, of a sensor that lies on its side.
        val area = plan(rotation = 90).touched(Place(0.25f, 0.1f))
        assertEquals(Area(400 - 225, 2250 - 225, 400 + 225, 2250 + 225), area)
    }

    @Test
    fun `a touch is found in what is cut out`() {
        val cut = plan(lens(zoomsByRatio = false), rotation = 0, zoom = 2f)
        assertEquals(Area(1000, 750, 3000, 2250), cut.shown)
        val side = (1500 * 0.15f).toInt()
        assertEquals(Area(1000, 750, 1000 + side, 750 + side), cut.touched(Place(0f, 0f)))
        val byRatio = plan(rotation = 0, zoom = 2f)
        assertEquals("by ratio pixels count as if all was seen", 0, byRatio.touched(Place(0f, 0f)).left)
        val wide = plan(preview = 1920 x 1080, rotation = 0).touched(Place(0f, 0f))
        assertEquals("a preview of another shape shows the middle", 375, wide.top)
    }

    private infix fun Int.x(height: Int) = Extent(this, height)
}
