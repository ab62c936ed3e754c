package org.ruxue.app.screen

import android.content.Context
import android.content.res.Configuration
import android.os.Build
import android.view.ContextThemeWrapper
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.widget.FrameLayout
import android.widget.LinearLayout
import org.ruxue.app.R
import org.ruxue.app.camera.CapturePane
import org.ruxue.app.ui.Hand
import org.ruxue.app.ui.Column
import org.ruxue.app.ui.HeadBar
import org.ruxue.app.ui.Page
import org.ruxue.app.ui.Part
import org.ruxue.app.ui.notice
import org.ruxue.app.ui.visible
import org.ruxue.core.CaptureView
import org.ruxue.core.HeadView
import org.ruxue.core.NoticeView
import org.ruxue.core.Screen

/** Shows screens: each a page to scroll through, or a camera. */
internal class ScreenView(context: Context, private val hand: Hand, private val aim: Aim) : FrameLayout(context) {
    private val page = PageSheet(context)
    private var camera: CameraSheet? = null
    private var place = ""
    private var isStarted = false

    init {
        addView(page, MATCH_PARENT, MATCH_PARENT)
    }

    /** Shows [screen], as it changed or as another. */
    fun show(screen: Screen) {
        hand.typed.into(screen.place)
        val view = screen.capture
        when (view?.let(aim::at)) {
            null -> page(screen.place, screen.head, parts(screen, hand).orEmpty())
            Aiming.REQUIREMENTS -> page("${screen.place} requirements", view.head, requirements(view, hand) { goOn(screen, view) })
            Aiming.REFUSED -> page("${screen.place} refused", view.head, refused(view) { goOn(screen, view) })
            Aiming.CAMERA -> camera(screen.place, view)
        }
    }

    /** Shows what is no screen of the core's: that it is being opened, or could not be. */
    fun show(parts: List<Part>) = page("", null, parts)

    /** Lets go of the camera while nobody sees it. */
    fun stop() {
        isStarted = false
        camera?.pane?.stop()
    }

    /** Takes it up again. */
    fun start() {
        isStarted = true
        camera?.pane?.start()
    }

    private fun refused(view: CaptureView, again: () -> Unit) = view.refused?.let { refused(view, it, hand, again) }.orEmpty()

    private fun goOn(screen: Screen, view: CaptureView) {
        aim.goOn(view)
        show(screen)
    }

    private fun page(place: String, head: HeadView?, parts: List<Part>) {
        camera?.let { sheet ->
            sheet.pane.stop()
            removeView(sheet)
            camera = null
        }
        page.visibility = View.VISIBLE
        if (arrive(place, head)) page.clear()
        page.show(head, parts, hand)
    }

    private fun camera(place: String, view: CaptureView) {
        val isNew = camera == null
        val sheet = camera ?: CameraSheet(night(), hand).also {
            camera = it
            addView(it, MATCH_PARENT, MATCH_PARENT)
            page.visibility = View.GONE
        }
        arrive(place, view.head)
        sheet.show(view, hand)
        if (isNew && isStarted) sheet.pane.start()
    }

    /** Whether [place] is another than before: readers are told its title. */
    private fun arrive(place: String, head: HeadView?): Boolean {
        if (this.place == place) return false
        this.place = place
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) accessibilityPaneTitle = head?.title
        return true
    }

    /** One aims in the dark, whatever the theme: the picture is what is to be seen. */
    private fun night(): Context {
        val night = Configuration(resources.configuration)
        night.uiMode = night.uiMode and Configuration.UI_MODE_NIGHT_MASK.inv() or Configuration.UI_MODE_NIGHT_YES
        return ContextThemeWrapper(context, R.style.Theme_Ruxue).apply { applyOverrideConfiguration(night) }
    }
}

/** The capture screen that this is, if it is one. */
internal val Screen.capture: CaptureView?
    get() = when (this) {
        is Screen.CardCapture -> view
        is Screen.PortraitCapture -> view
        else -> null
    }

/** A head, and a page below. */
private class PageSheet(context: Context) : LinearLayout(context) {
    private val head = HeadBar(context)
    private val page = Page(context)
    private var notice: NoticeView? = null

    init {
        orientation = VERTICAL
        addView(head, MATCH_PARENT, LayoutParams.WRAP_CONTENT)
        addView(page, LayoutParams(MATCH_PARENT, 0, 1f))
    }

    fun show(head: HeadView?, parts: List<Part>, hand: Hand) {
        this.head.visible(head != null)
        head?.let { this.head.show(it, hand) }
        page.show(listOfNotNull(head?.notice?.let { notice(it, hand) }) + parts)
        // News is at the top, whatever was pressed at the bottom.
        if (head?.notice != null && head.notice != notice) top()
        notice = head?.notice
    }

    /** Begins anew for another place: what stood there before, an older photo perhaps, is not taken over. */
    fun clear() {
        page.show(listOf())
        top()
    }

    private fun top() = page.scrollTo(0, 0)
}

/** A head, and the camera below. */
private class CameraSheet(context: Context, hand: Hand) : LinearLayout(context) {
    private val head = HeadBar(context)
    private val notice = Column(context)
    val pane: CapturePane = hand.camera(context)

    init {
        orientation = VERTICAL
        setBackgroundColor(context.getColor(R.color.background))
        addView(head, MATCH_PARENT, LayoutParams.WRAP_CONTENT)
        addView(notice, MATCH_PARENT, LayoutParams.WRAP_CONTENT)
        addView(pane, LayoutParams(MATCH_PARENT, 0, 1f))
    }

    fun show(view: CaptureView, hand: Hand) {
        head.show(view.head, hand)
        notice.show(listOfNotNull(view.head.notice?.let { notice(it, hand) }))
        pane.show(view)
    }
}
