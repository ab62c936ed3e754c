package org.ruxue.app.camera

/** A card's width, in metres. */
private const val CARD = 0.0856f

/** What makers tell of the nearest distance is a little off. */
private const val MARGIN = 1.1f

/** Enlarged more than that a card has too few pixels of the sensor left. */
private const val MOST = 2.5f

/** Diopters that a phone's main lens can have. Cheap ones tell numbers that are none. */
private val BELIEVED = 2f..25f

/**
 * By how much to enlarge so that a card fills [share] of the upright picture's width from where this lens focuses:
 * without, whoever fills the outline is too near. [isWide] tells whether the upright picture is wider than high.
 */
internal fun Lens.cardZoom(share: Float, isWide: Boolean): Float {
    val diopters = nearest?.takeIf { it in BELIEVED } ?: return 1f
    val field = field ?: return 1f
    val filledFrom = CARD / (share * if (isWide) field.longer else field.shorter)
    val focusedFrom = MARGIN / diopters
    return (focusedFrom / filledFrom).coerceIn(1f, maxOf(1f, minOf(MOST, mostZoom)))
}
