package org.ruxue.app

import android.app.Activity
import android.app.AlertDialog
import android.content.Context
import android.content.Intent
import android.graphics.Bitmap
import android.os.Bundle
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.ruxue.Review
import org.ruxue.app.camera.CameraPermission
import org.ruxue.app.camera.CapturePane
import org.ruxue.app.camera.PhotoPicker
import org.ruxue.app.camera.Picked
import org.ruxue.app.screen.Aim
import org.ruxue.app.screen.ScreenView
import org.ruxue.app.screen.failed
import org.ruxue.app.screen.head
import org.ruxue.app.screen.isPrivate
import org.ruxue.app.screen.opening
import org.ruxue.app.ui.Hand
import org.ruxue.app.ui.Typed
import org.ruxue.app.ui.keepClear
import org.ruxue.core.Action
import org.ruxue.core.ButtonView
import org.ruxue.core.FormView
import org.ruxue.core.RuxueException
import org.ruxue.core.Screen
import org.ruxue.core.Slot
import org.ruxue.filled

/** The one activity: shows the latest screen, and tells the core what the student does. */
internal class MainActivity : Activity(), Hand {
    private val scope = MainScope()
    private val session get() = (application as RuxueApp).session
    private val permission = CameraPermission(this)
    private lateinit var kept: Kept
    private lateinit var view: ScreenView
    private var review: Review? = null
    private val back = BackGesture(this) { act(Action.Back) }

    override val typed: Typed get() = kept.typed

    /** What outlives the activity when the phone is turned. */
    private class Kept {
        val typed = Typed()
        val aim = Aim()
    }

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        kept = lastNonConfigurationInstance as? Kept ?: Kept()
        savedInstanceState?.let(typed::restore)
        view = ScreenView(this, this, kept.aim)
        view.keepClear()
        setContentView(view)
        scope.launch { session.opening.collectLatest(::show) }
    }

    private suspend fun show(opening: Opening) {
        review = (opening as? Opening.Open)?.review
        when (opening) {
            is Opening.Waiting -> view.show(opening())
            is Opening.Failed -> view.show(failed(opening.reason, opening.nextStep, session::open))
            is Opening.Open -> opening.review.screens.collect(::show)
        }
    }

    private fun show(screen: Screen) {
        if (screen.isPrivate) window.addFlags(FLAG_SECURE) else window.clearFlags(FLAG_SECURE)
        view.show(screen)
        back.isTaken = screen.head.back?.enabled == true
    }

    override fun onStart() {
        super.onStart()
        view.start()
    }

    override fun onStop() {
        view.stop()
        super.onStop()
    }

    override fun onSaveInstanceState(outState: Bundle) {
        super.onSaveInstanceState(outState)
        typed.save(outState)
    }

    override fun onRetainNonConfigurationInstance(): Any = kept

    override fun onDestroy() {
        back.isTaken = false
        scope.cancel()
        super.onDestroy()
    }

    override fun press(button: ButtonView) = ask(button) { act(button.action) }

    override fun send(form: FormView, button: ButtonView) = ask(button) {
        val values = form.filled(typed.all.filterKeys { key -> form.fields.any { it.key == key } })
        act(if (button.action is Action.RequestCode) Action.RequestCode(values) else Action.Send(values))
    }

    /** Does it, once the student confirmed it where that is asked. */
    private fun ask(button: ButtonView, act: () -> Unit) {
        val question = button.confirm ?: return act()
        AlertDialog.Builder(this)
            .setTitle(question.title)
            .setMessage(question.text)
            .setPositiveButton(question.yes) { _, _ -> act() }
            .setNegativeButton(question.no, null)
            .show()
    }

    override fun act(action: Action) {
        try {
            review?.dispatch(action)
        } catch (_: RuxueException.Closed) {
            // Another opening follows, and its screens with it.
        }
    }

    override fun photo(slot: Slot, shown: (Bitmap?) -> Unit) {
        val review = review ?: return
        val side = maxOf(resources.displayMetrics.widthPixels, resources.displayMetrics.heightPixels)
        scope.launch {
            val file = try {
                review.photo(slot)
            } catch (_: RuxueException) {
                null
            }
            shown(file?.let { withContext(Dispatchers.Default) { Photos.decode(it, side) } })
        }
    }

    override fun pick() {
        PhotoPicker.open(this, PICK)
    }

    override fun onActivityResult(requestCode: Int, resultCode: Int, data: Intent?) {
        super.onActivityResult(requestCode, resultCode, data)
        val uri = data?.data?.takeIf { requestCode == PICK && resultCode == RESULT_OK } ?: return
        scope.launch {
            // Of what is no photo the core says so.
            val file = (PhotoPicker.read(contentResolver, uri) as? Picked.Photo)?.file ?: ByteArray(0)
            // The process may have died while the student chose.
            session.opening.first { it is Opening.Open }
            take(file)
        }
    }

    override fun onRequestPermissionsResult(requestCode: Int, permissions: Array<String>, grantResults: IntArray) {
        super.onRequestPermissionsResult(requestCode, permissions, grantResults)
        permission.onRequestPermissionsResult(requestCode, grantResults)
    }

    override fun camera(context: Context): CapturePane {
        val pane = CapturePane(context, languageOf(resources.configuration), permission)
        pane.listener = object : CapturePane.Listener {
            override fun onPhoto(jpeg: ByteArray) = take(jpeg)

            override fun onPick() = pick()
        }
        return pane
    }

    private fun take(file: ByteArray) {
        kept.aim.taken()
        act(Action.Photo(file))
    }

    @Deprecated("Called up to Android 12; later the gesture's own callback is.")
    override fun onBackPressed() {
        @Suppress("DEPRECATION")
        if (!back.go()) super.onBackPressed()
    }

    private companion object {
        const val PICK = 1
    }
}
