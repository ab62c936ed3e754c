package org.ruxue.app.camera

import android.content.Context
import android.graphics.SurfaceTexture
import android.hardware.display.DisplayManager
import android.os.Build
import android.os.Handler
import android.os.Looper
import android.view.HapticFeedbackConstants
import android.view.accessibility.AccessibilityManager
import android.widget.FrameLayout
import org.ruxue.app.R
import org.ruxue.app.camera.CameraState.Phase
import org.ruxue.app.ui.visible
import org.ruxue.core.CaptureView
import org.ruxue.core.FrameGuidance
import org.ruxue.core.Guidance
import org.ruxue.core.Language
import org.ruxue.core.Slot

/**
 * A camera to take one photo with: preview, guide, guidance, shutter, lamp, the other way to a photo, and what is to be
 * said where there is no camera. After a photo it rests, the camera let go of and the last picture still, until what is
 * done with the photo is over or it is started again.
 */
internal class CapturePane(
    context: Context,
    private val language: Language,
    private val access: CameraAccess,
    cameras: (surface: () -> SurfaceTexture?) -> CameraPort = { Camera2Port(context, it) },
) : FrameLayout(context) {
    /** Who is told what comes of it. */
    interface Listener {
        fun onPhoto(jpeg: ByteArray)

        /** The student wants to choose a photo instead. */
        fun onPick()
    }

    var listener: Listener? = null
    private val main = Handler(Looper.getMainLooper())
    private val viewfinder = Viewfinder(context, Sight())
    private val guidance = GuidanceLine(context)
    private val controls = Controls(context, ::press, { driver.on(CameraEvent.Lamp) }, { listener?.onPick() })
    private val scene = SceneLayout(context, viewfinder, guidance, controls)
    private val trouble = lazy { TroublePanel(context, ::mend) { listener?.onPick() }.also(::addView) }
    private val port = cameras { viewfinder.surface }
    private val driver = CameraDriver(port, main::post, { FrameWatch(slot, language) }, Outside())
    private val displays = Displays()
    private val admission = Runnable(::admitHand)
    private var view: CaptureView? = null
    private var isStarted = false

    /** By how many degrees the display is turned that the camera runs for. */
    private var turned = 0

    /** Whether the shutter may be pressed. */
    private var isByHand = false
    private var isAwaited = false
    private var wasGood = false

    private val slot get() = view?.slot ?: Slot.PORTRAIT_SIDE

    init {
        setBackgroundColor(color(R.color.camera_scene))
        addView(scene)
        show(driver.state)
    }

    /** Shows what is to be taken. */
    fun show(view: CaptureView) {
        val isOther = view.slot != this.view?.slot
        val wasBusy = this.view?.head?.busy != null
        this.view = view
        viewfinder.contentDescription = view.heading
        controls.show(view)
        when {
            isOther -> driver.on(CameraEvent.Stop)
            // While a photo is looked at, a chosen one perhaps, another would be in the way.
            view.head.busy != null && driver.state.phase !is Phase.Taken -> driver.on(CameraEvent.Stop)
        }
        if (isOther || wasBusy) begin()
        show(driver.state)
    }

    /** Runs the camera as soon as it is seen, allowed, known what for and nothing is under way; after a photo, anew. */
    fun start() {
        if (!isStarted) context.service<DisplayManager>().registerDisplayListener(displays, main)
        isStarted = true
        access.answered = ::begin
        begin()
    }

    /** Lets go of the camera and of whatever else outlives a view. */
    fun stop() {
        if (!isStarted) return
        isStarted = false
        context.service<DisplayManager>().unregisterDisplayListener(displays)
        access.answered = null
        driver.on(CameraEvent.Stop)
        viewfinder.still()
    }

    override fun onAttachedToWindow() {
        super.onAttachedToWindow()
        begin()
    }

    override fun onDetachedFromWindow() {
        stop()
        super.onDetachedFromWindow()
    }

    private fun begin() {
        if (canBegin) driver.on(CameraEvent.Begin(access.access, plan()))
    }

    private fun mend() {
        if (canBegin) driver.on(CameraEvent.Mend(access.access, plan()))
    }

    private val canBegin get() = isStarted && isAttachedToWindow && view?.head?.let { it.busy == null } == true

    private fun plan(): Plan? {
        turned = display.rotation * QUARTER
        return plan(port.lenses(), slot, turned)
    }

    private fun press() {
        tick()
        driver.on(CameraEvent.Shutter)
    }

    private fun show(state: CameraState) {
        val phase = state.phase
        val plan = phase.plan
        plan?.let { viewfinder.show(it.upright, turned) }
        if (phase is Phase.Running) awaitHand(phase.plan) else if (phase !is Phase.Taking) beginAnew()
        keepScreenOn = phase is Phase.Running || phase is Phase.Taking
        viewfinder.isEnabled = phase is Phase.Running
        guidance.visibility = if (plan == null) INVISIBLE else VISIBLE
        controls.show(phase is Phase.Running && isByHand, plan?.lens?.hasLamp == true, state.isLit)
        show(phase as? Phase.Troubled)
    }

    private fun show(troubled: Phase.Troubled?) {
        val told = view?.troubles?.firstOrNull { it.trouble == troubled?.trouble }
        told?.let { trouble.value.show(it, view?.pick.orEmpty()) }
        if (trouble.isInitialized()) trouble.value.visible(told != null)
        // What is covered is not to be read out or reached by keys either.
        scene.visibility = if (told == null) VISIBLE else INVISIBLE
    }

    /** The shutter may be pressed after a while; at once where nothing else would press it, or nobody sees the ring. */
    private fun awaitHand(plan: Plan) {
        if (isByHand || isAwaited) return
        isByHand = plan.frames == null || isExplored
        isAwaited = !isByHand
        if (isAwaited) main.postDelayed(admission, view?.manualAfterMillis?.toLong() ?: 0)
    }

    private fun admitHand() {
        isByHand = true
        show(driver.state)
    }

    /** Whoever aims again is told again from the beginning. */
    private fun beginAnew() {
        main.removeCallbacks(admission)
        isAwaited = false
        isByHand = false
        controls.fill(0f)
        guide(view?.heading.orEmpty(), isGood = false)
    }

    private fun guide(told: FrameGuidance) {
        val isGood = told.guidance == Guidance.HOLD
        if (isGood && !wasGood) tick()
        guide(told.text, isGood)
        controls.fill(told.steady)
    }

    private fun guide(text: String, isGood: Boolean) {
        wasGood = isGood
        guidance.show(text, isGood)
        viewfinder.guide.show(slot, isGood)
    }

    private fun tick() {
        val confirms = Build.VERSION.SDK_INT >= Build.VERSION_CODES.R
        performHapticFeedback(if (confirms) HapticFeedbackConstants.CONFIRM else HapticFeedbackConstants.VIRTUAL_KEY)
    }

    private val isExplored get() = context.service<AccessibilityManager>().isTouchExplorationEnabled

    private inner class Sight : Viewfinder.Sight {
        override fun surfaceCame() = driver.on(CameraEvent.SurfaceCame)

        override fun surfaceWent() = driver.on(CameraEvent.SurfaceWent)

        override fun touched(place: Place) {
            if (driver.aim(place, viewfinder::found)) viewfinder.seek(place)
        }
    }

    private inner class Outside : CameraDriver.Outside {
        override fun show(state: CameraState) = this@CapturePane.show(state)

        override fun guide(guidance: FrameGuidance) = this@CapturePane.guide(guidance)

        override fun ask() = access.ask()

        override fun openSettings() = access.openSettings()

        override fun photo(jpeg: ByteArray) {
            listener?.onPhoto(jpeg)
        }
    }

    /** Turned upside down nothing is made anew: the preview has to be turned. */
    private inner class Displays : DisplayManager.DisplayListener {
        override fun onDisplayChanged(displayId: Int) {
            val isTurned = display?.let { it.displayId == displayId && it.rotation * QUARTER != turned } == true
            if (!isTurned || driver.state.phase.plan == null) return
            driver.on(CameraEvent.Stop)
            begin()
        }

        override fun onDisplayAdded(displayId: Int) = Unit

        override fun onDisplayRemoved(displayId: Int) = Unit
    }

    private companion object {
        const val QUARTER = 90
    }
}
