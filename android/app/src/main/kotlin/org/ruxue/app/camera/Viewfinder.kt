package org.ruxue.app.camera

import android.content.Context
import android.graphics.Matrix
import android.graphics.SurfaceTexture
import android.view.MotionEvent
import android.view.TextureView
import android.view.ViewGroup
import org.ruxue.app.ui.dp

/** The preview as large as fits, in its true shape, with the guide over it. */
internal class Viewfinder(context: Context, private val sight: Sight) : ViewGroup(context) {
    /** Who draws on it, and wants to know where it is touched. */
    interface Sight {
        fun surfaceCame()

        fun surfaceWent()

        /** Touched at [place] of the upright preview. */
        fun touched(place: Place)
    }

    val guide = GuideView(context)
    private val texture = TextureView(context)
    private val ring = FocusRing(context)
    private var shape = Extent(3, 4)
    private var display = 0

    /** What a camera draws the preview on. */
    val surface: SurfaceTexture? get() = texture.surfaceTexture

    /** Where the preview is. */
    var box = Area(0, 0, 0, 0)
        private set

    init {
        isClickable = true
        texture.surfaceTextureListener = Surface()
        texture.importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
        listOf(texture, guide, ring).forEach(::addView)
    }

    /** Shows previews that are [upright] on a display turned by [display] degrees. */
    fun show(upright: Extent, display: Int) {
        if (upright == shape && display == this.display) return
        shape = upright
        this.display = display
        requestLayout()
    }

    fun found(isSharp: Boolean) = ring.found(isSharp)

    fun still() = ring.clear()

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        setMeasuredDimension(MeasureSpec.getSize(widthMeasureSpec), MeasureSpec.getSize(heightMeasureSpec))
        box = Area(0, 0, measuredWidth, measuredHeight).middle(shape)
        listOf(texture, guide).forEach { it.measure(exactly(box.width), exactly(box.height)) }
        ring.measure(exactly(dp(RING)), exactly(dp(RING)))
    }

    override fun onLayout(changed: Boolean, left: Int, top: Int, right: Int, bottom: Int) {
        listOf(texture, guide).forEach { it.layout(box.left, box.top, box.right, box.bottom) }
        ring.layout(0, 0, ring.measuredWidth, ring.measuredHeight)
        texture.setTransform(upright(box.width.toFloat(), box.height.toFloat(), display))
    }

    override fun onTouchEvent(event: MotionEvent): Boolean {
        if (event.actionMasked == MotionEvent.ACTION_UP) touch(event.x, event.y)
        return isEnabled
    }

    /** Who does not see where to touch means the middle. */
    override fun performClick(): Boolean {
        super.performClick()
        touch((box.left + box.right) / 2f, (box.top + box.bottom) / 2f)
        return true
    }

    private fun touch(x: Float, y: Float) {
        val place = Place((x - box.left) / box.width, (y - box.top) / box.height)
        if (place.x !in 0f..1f || place.y !in 0f..1f) return
        sight.touched(place)
    }

    /** Shows that the camera tries to be sharp at [place]. */
    fun seek(place: Place) = ring.seek(box.left + place.x * box.width, box.top + place.y * box.height)

    private fun exactly(size: Int) = MeasureSpec.makeMeasureSpec(size, MeasureSpec.EXACTLY)

    private inner class Surface : TextureView.SurfaceTextureListener {
        override fun onSurfaceTextureAvailable(surface: SurfaceTexture, width: Int, height: Int) = sight.surfaceCame()

        override fun onSurfaceTextureSizeChanged(surface: SurfaceTexture, width: Int, height: Int) = Unit

        override fun onSurfaceTextureDestroyed(surface: SurfaceTexture): Boolean {
            sight.surfaceWent()
            return true
        }

        override fun onSurfaceTextureUpdated(surface: SurfaceTexture) = Unit
    }

    companion object {
        private const val RING = 72

        /**
         * Makes a preview upright in a view of [width] × [height]. The system draws it as it is upright in the phone's
         * natural position, stretched to the view: on a display turned by [display] degrees it is to be turned back.
         */
        fun upright(width: Float, height: Float, display: Int): Matrix = Matrix().apply {
            if (display % 180 != 0) setScale(height / width, width / height, width / 2, height / 2)
            postRotate(-display.toFloat(), width / 2, height / 2)
        }
    }
}
