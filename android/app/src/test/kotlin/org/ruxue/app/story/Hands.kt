package org.ruxue.app.story

import android.app.Activity
import android.app.AlertDialog
import android.content.Intent
import android.net.Uri
import android.view.View
import android.widget.Button
import android.widget.EditText
import android.widget.TextView
import java.io.ByteArrayInputStream
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowAlertDialog
import org.robolectric.shadows.ShadowDialog
import org.ruxue.app.MainActivity
import org.ruxue.app.R
import org.ruxue.app.eventually
import org.ruxue.app.screen.capture
import org.ruxue.app.screen.seen
import org.ruxue.core.Screen
import org.ruxue.story.Look

/** What fingers do to the views of an activity. */
internal class Hands(private val activity: MainActivity) {
    fun texts(): List<String> = views().flatMap { listOfNotNull((it as? TextView)?.text?.toString(), it.contentDescription?.toString()) }

    /** Presses what the core calls [name], and says yes where that is asked. */
    fun press(step: String, name: String) {
        ShadowDialog.reset()
        find(step, name) { it.isClickable && it.isEnabled }.performClick()
        (ShadowDialog.getLatestDialog() as? AlertDialog)?.getButton(AlertDialog.BUTTON_POSITIVE)?.performClick()
    }

    /** Types into a field, or chooses one of its choices. */
    fun type(step: String, key: String, text: String) {
        val field = find(step, key) { !it.isClickable }.seen()
        val input = field.filterIsInstance<EditText>().singleOrNull()
        if (input != null) return input.setText(text)
        field.filterIsInstance<Button>().single().performClick()
        val dialog = shadowOf(ShadowDialog.getLatestDialog() as AlertDialog) as ShadowAlertDialog
        dialog.clickOnItem(dialog.items.indexOfFirst { it.toString() == text })
    }

    /** Chooses [file] in the system's picker, which is the way to a photo where there is no camera. */
    fun choose(screen: Screen, file: ByteArray) {
        val pick = checkNotNull(screen.capture) { "no photo is asked for on ${Look(screen)}" }.pick
        eventually { views().filterIsInstance<TextView>().firstOrNull { it.text.toString() == pick && it.isEnabled } }.performClick()
        val asked = shadowOf(activity).nextStartedActivityForResult
        val uri = Uri.parse("content://photos/1")
        shadowOf(activity.contentResolver).registerInputStream(uri, ByteArrayInputStream(file))
        shadowOf(activity).receiveResult(asked.intent, Activity.RESULT_OK, Intent().setData(uri))
    }

    @Suppress("DEPRECATION")
    fun back() = activity.onBackPressed()

    private fun find(step: String, name: String, isRight: (View) -> Boolean): View = try {
        eventually { views().firstOrNull { it.getTag(R.id.name) == name && isRight(it) } }
    } catch (_: AssertionError) {
        throw AssertionError("$step: there is no $name among ${views().mapNotNull { it.getTag(R.id.name) }}")
    }

    private fun views() = activity.window.decorView.seen()
}
