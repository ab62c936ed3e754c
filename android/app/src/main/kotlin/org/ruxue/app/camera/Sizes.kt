package org.ruxue.app.camera

/** 12 MP as makers count them: 4096 × 3072 still is. Larger photos only wait longer for the same verdict. */
internal const val MOST_PHOTO_PIXELS = 12_600_000L

/** Live pictures need no more than the screen shows, and phones promise no more beside a full photo. */
private const val MOST_LIVE_SHORTER = 1080
private const val MOST_LIVE_LONGER = 1920

private val WHOLE_SENSOR = Extent(4, 3)

/** The size of photos: the largest that shows the whole sensor, as 4:3 does, up to 12 MP. */
internal fun photoSize(sizes: List<Extent>): Extent? {
    val fitting = sizes.filter { it.area <= MOST_PHOTO_PIXELS }
    val whole = fitting.filter { it.isShapedAs(WHOLE_SENSOR) }
    return (whole.ifEmpty { fitting }).maxByOrNull { it.area } ?: sizes.minByOrNull { it.area }
}

/** The size of live pictures: about 1080p, and of the photo's shape so that both show the same. */
internal fun liveSize(sizes: List<Extent>, photo: Extent): Extent? {
    val fitting = sizes.filter { it.shorter <= MOST_LIVE_SHORTER && it.longer <= MOST_LIVE_LONGER }
    val shaped = fitting.filter { it.isShapedAs(photo) }
    return (shaped.ifEmpty { fitting }).maxByOrNull { it.area } ?: sizes.minByOrNull { it.area }
}
