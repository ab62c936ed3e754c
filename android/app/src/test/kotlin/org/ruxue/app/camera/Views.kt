package org.ruxue.app.camera

import android.graphics.Bitmap
import android.graphics.SurfaceTexture
import android.graphics.drawable.Drawable
import android.view.TextureView
import android.view.View
import android.view.ViewGroup
import android.view.ViewParent
import java.io.File
import org.ruxue.app.screen.save

/** A view and all that is in it. */
internal fun View.all(): Sequence<View> = sequence {
    yield(this@all)
    if (this@all is ViewGroup) for (at in 0 until childCount) yieldAll(getChildAt(at).all())
}

internal inline fun <reified V : View> View.only(): V = all().filterIsInstance<V>().single()

/** What a view is in, the nearest first. */
internal fun View.parents(): Sequence<ViewParent> = generateSequence(parent) { it.parent }

/** What can be seen, not only what is there. */
internal fun View.shown(): List<View> = all().filter { it.isShown && it.width > 0 }.toList()

/** Where a view is in [within]. */
internal fun View.boxIn(within: View): Area {
    val (mine, its) = listOf(this, within).map { view -> IntArray(2).also(view::getLocationInWindow) }
    val (x, y) = mine[0] - its[0] to mine[1] - its[1]
    return Area(x, y, x + width, y + height)
}

/** Leaves a picture to be looked at. */
internal fun Bitmap.keep(name: String) = save(File(System.getProperty("ruxue.pictures"), "camera/$name.png"))

/** Gives the preview a surface, as a screen does. */
internal fun View.surface(): TextureView = only<TextureView>().also {
    requireNotNull(it.surfaceTextureListener).onSurfaceTextureAvailable(SurfaceTexture(0), it.width, it.height)
}

/** Shows [picture] where a screen shows the preview, which tests never have: it would be drawn black. */
internal fun View.preview(picture: Drawable) {
    only<TextureView>().visibility = View.INVISIBLE
    only<Viewfinder>().background = picture
}
