package org.ruxue.app.screen

import android.app.Application
import android.os.Bundle
import android.view.View
import android.widget.Button
import android.widget.EditText
import android.widget.ImageButton
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertSame
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.ruxue.app.R
import org.ruxue.app.ui.Typed
import org.ruxue.core.Screen

/** What a student types, and what becomes of it. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], application = Application::class)
class FormTest {
    private val album = Album("zh")
    private val activity = Variant("zh", isNight = false, fontScale = 1f).activity()
    private val hand = StillHand(activity)
    private val view = ScreenView(activity, hand, Aim())

    @Test
    fun whatWasReadStandsInTheFields() {
        val form = (album["card_review"] as Screen.CardReview).view.form
        view.show(album["card_review"])
        val standing = form.fields.associate { it.key to text(it.key) }
        assertEquals(form.fields.associate { it.key to it.value }, standing)
        assertTrue(form.fields.any { it.value.isNotEmpty() })
    }

    @Test
    fun whatWasTypedIsSent() {
        view.show(album["log_in"])
        input("account").setText("13900000001")
        input("password").setText("secret")
        press("log_in")
        assertEquals(listOf("log_in {account=13900000001, password=secret}"), hand.done)
    }

    @Test
    fun typingGoesOnWhileTheScreenChanges() {
        view.show(album["log_in"])
        val account = input("account").apply { setText("1390000") }
        view.show(album["log_in_wrong_password"])
        assertSame("the view is the same, with its focus and its cursor", account, input("account"))
        assertEquals("1390000", text("account"))
    }

    @Test
    fun anotherFormBeginsEmpty() {
        view.show(album["log_in"])
        input("password").setText("secret")
        view.show(album["register"])
        view.show(album["log_in"])
        assertEquals("", text("password"))
    }

    @Test
    fun aPasswordIsSeenOnlyWhereThatIsAsked() {
        view.show(album["log_in"])
        val password = input("password").apply { setText("secret") }
        val eye = named("password").seen().filterIsInstance<ImageButton>().single()
        assertEquals("显示密码", eye.contentDescription)
        val hidden = password.transformationMethod.getTransformation("secret", password).toString()
        assertFalse("secret" in hidden)
        eye.performClick()
        assertEquals("隐藏密码", eye.contentDescription)
        assertEquals(null, password.transformationMethod)
        assertEquals("secret", text("password"))
    }

    @Test
    fun phonesFillInWhatTheyKnow() {
        view.show(album["log_in"])
        assertTrue(View.AUTOFILL_HINT_USERNAME in input("account").autofillHints.orEmpty())
        assertTrue(View.AUTOFILL_HINT_PASSWORD in input("password").autofillHints.orEmpty())
    }

    @Test
    fun secretsDoNotOutliveTheProcess() {
        val typed = Typed().apply { into("LogIn") }
        val fields = (album["log_in"] as Screen.LogIn).view.form.fields
        fields.forEach { typed[it] = "typed into ${it.key}" }
        val state = Bundle().also(typed::save)
        val after = Typed().apply { restore(state) }
        after.into("LogIn")
        assertEquals(mapOf("account" to "typed into account"), after.all)
    }

    private fun named(name: String): View = view.seen().first { it.getTag(R.id.name) == name }

    private fun input(key: String): EditText = named(key).seen().filterIsInstance<EditText>().single()

    private fun text(key: String): String {
        val field = named(key).seen()
        return (field.filterIsInstance<EditText>().singleOrNull() ?: field.filterIsInstance<Button>().single()).text.toString()
    }

    private fun press(name: String) {
        named(name).performClick()
    }
}
