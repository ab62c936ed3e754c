package org.ruxue.app.camera

/** A phone's main lens, as most have it: 12 MP, 4:3, on its side. */
internal fun lens(
    id: String = "0",
    facing: Facing = Facing.REAR,
    isLogical: Boolean = false,
    nearest: Float? = 10f,
    field: Lens.Field? = Lens.Field(1.3f, 0.98f),
    orientation: Int = 90,
    mostZoom: Float = 8f,
    zoomsByRatio: Boolean = true,
    photos: List<Extent> = listOf(Extent(4000, 3000), Extent(4000, 2250), Extent(1920, 1080), Extent(640, 480)),
    previews: List<Extent> = listOf(Extent(1920, 1080), Extent(1440, 1080), Extent(640, 480)),
    frames: List<Extent> = previews,
) = Lens(
    id, facing, isLogical, nearest, focuses = true, field, orientation, sensor = Area(0, 0, 4000, 3000), mostZoom,
    zoomsByRatio, hasLamp = true, focusAreas = 1, lightAreas = 1, photos, previews, frames,
)

internal fun plan(
    lens: Lens = lens(),
    preview: Extent = Extent(1440, 1080),
    frames: Extent? = Extent(1440, 1080),
    rotation: Int = 90,
    zoom: Float = 1f,
) = Plan(lens, Extent(4000, 3000), preview, frames, rotation, zoom)
