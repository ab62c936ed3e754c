package org.ruxue.app.screen

import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.graphics.Canvas
import android.graphics.Color
import android.view.View
import java.io.File
import kotlin.math.abs
import org.ruxue.app.R

/** A picture of a view as it was laid out. */
internal fun View.picture(): Bitmap {
    val bitmap = Bitmap.createBitmap(width, height, Bitmap.Config.ARGB_8888)
    val canvas = Canvas(bitmap)
    canvas.drawColor(context.getColor(R.color.background))
    draw(canvas)
    return bitmap
}

internal fun Bitmap.pixels() = IntArray(width * height).also { getPixels(it, 0, width, 0, 0, width, height) }

internal fun Bitmap.save(file: File) {
    file.parentFile!!.mkdirs()
    file.outputStream().use { compress(Bitmap.CompressFormat.PNG, 100, it) }
}

internal fun picture(file: File): Bitmap? =
    file.takeIf { it.exists() }?.readBytes()?.let { BitmapFactory.decodeByteArray(it, 0, it.size) }

/** As it is kept to compare with: half as large, in fewer colours. */
internal fun Bitmap.small(): Bitmap {
    val half = Bitmap.createScaledBitmap(this, width / 2, height / 2, true)
    val coarse = half.pixels().map { it and 0xFFF8F8F8.toInt() }.toIntArray()
    return Bitmap.createBitmap(coarse, half.width, half.height, Bitmap.Config.ARGB_8888)
}

/** The share of pixels that differ by more than edges drawn elsewhere do; all of them where the sizes differ. */
internal fun differing(a: Bitmap, b: Bitmap): Double {
    if (a.width != b.width || a.height != b.height) return 1.0
    val (left, right) = a.pixels() to b.pixels()
    return left.indices.count { far(left[it], right[it]) }.toDouble() / left.size
}

private fun far(a: Int, b: Int) = listOf<(Int) -> Int>(Color::red, Color::green, Color::blue).any { abs(it(a) - it(b)) > NEAR }

/** Pictures beside each other, [across] in a row. */
internal fun sheet(pictures: List<Bitmap>, across: Int): Bitmap {
    val rows = pictures.chunked(across)
    val width = pictures.maxOf { it.width } + GAP
    val heights = rows.map { row -> row.maxOf { it.height } + GAP }
    val sheet = Bitmap.createBitmap(width * across, heights.sum(), Bitmap.Config.ARGB_8888)
    val canvas = Canvas(sheet).apply { drawColor(Color.GRAY) }
    rows.forEachIndexed { row, all ->
        val top = heights.take(row).sum().toFloat()
        all.forEachIndexed { column, picture -> canvas.drawBitmap(picture, column * width.toFloat(), top, null) }
    }
    return sheet
}

/** The contrast of two colours, as WCAG counts it. */
internal fun contrast(a: Int, b: Int): Double {
    val (dark, light) = listOf(a, b).map { Color.luminance(it).toDouble() }.sorted()
    return (light + 0.05) / (dark + 0.05)
}

private const val NEAR = 24
private const val GAP = 8
