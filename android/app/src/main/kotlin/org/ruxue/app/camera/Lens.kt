package org.ruxue.app.camera

/** Which way a lens looks. */
internal enum class Facing { REAR, FRONT, OTHER }

/** What is to be known of a camera before it is opened. */
internal data class Lens(
    /** Its name in the system. */
    val id: String,
    val facing: Facing,
    /** Several lenses that act as one. */
    val isLogical: Boolean,
    /** Diopters, 1 / metre, at which it still focuses; none where that is not known or nothing moves. */
    val nearest: Float?,
    /** Whether it focuses by itself. */
    val focuses: Boolean,
    /** The field of view at a distance of 1, across the sensor's longer and shorter side; none where not known. */
    val field: Field?,
    /** By how many degrees to turn its picture clockwise to see it upright in the phone's natural position. */
    val orientation: Int,
    /** The sensor's active pixels. */
    val sensor: Area,
    /** The most by which it enlarges. */
    val mostZoom: Float,
    /** Whether it is told to enlarge by a ratio, not by a part to cut out. */
    val zoomsByRatio: Boolean,
    val hasLamp: Boolean,
    /** Most areas at once to focus on, and to meter the light of. */
    val focusAreas: Int,
    val lightAreas: Int,
    val photos: List<Extent>,
    val previews: List<Extent>,
    val frames: List<Extent>,
) {
    /** Width and height of what is seen at a distance of 1. */
    data class Field(val longer: Float, val shorter: Float)
}

/**
 * The lens to take photos with: the main one on the phone's back, which systems list first, or one of several lenses in
 * one where that focuses nearer. Never a front one: the manual forbids it.
 */
internal fun List<Lens>.best(): Lens? {
    val rear = filter { it.facing == Facing.REAR && it.photos.isNotEmpty() && it.previews.isNotEmpty() }
    val main = rear.firstOrNull() ?: return null
    val nearer = rear.filter { it.isLogical && (it.nearest ?: 0f) > (main.nearest ?: 0f) }
    return nearer.maxByOrNull { it.nearest ?: 0f } ?: main
}
