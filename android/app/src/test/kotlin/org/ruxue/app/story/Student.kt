package org.ruxue.app.story

import android.os.Bundle
import kotlin.io.path.readBytes
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.android.controller.ActivityController
import org.ruxue.app.MainActivity
import org.ruxue.app.Opening
import org.ruxue.app.StagedApp
import org.ruxue.app.eventually
import org.ruxue.app.screen.head
import org.ruxue.core.Screen
import org.ruxue.story.Expectation
import org.ruxue.story.Look
import org.ruxue.story.Stage

/** Who plays one story on the app's activity: reads what is drawn, types, presses, chooses photos. */
internal class Student(private val story: JsonObject, private val play: Stage.Play, private val app: StagedApp) {
    private var life: ActivityController<MainActivity> = speak().let { Robolectric.buildActivity(MainActivity::class.java) }
    private val hands get() = Hands(life.get())

    fun play() {
        life.setup()
        try {
            rest()
            story.getValue("steps").jsonArray.forEachIndexed { index, told ->
                val (key, value) = told.jsonObject.entries.single()
                step("step ${index + 1}, $key $value", key, value)
                if (key !in listOf("begin", "expect", "wait")) rest()
            }
        } finally {
            life.pause().stop().destroy()
        }
    }

    private fun step(step: String, key: String, value: JsonElement) {
        when (key) {
            "fill" -> type(step, value, Look(screen()).form?.send?.id)
            "code" -> type(step, value, Look(screen()).form?.code?.id)
            "press", "begin" -> hands.press(step, value.jsonPrimitive.content)
            "photo" -> choose(play.photos.getValue(value.jsonPrimitive.content).readBytes())
            "send" -> send(step, value.jsonPrimitive.content)
            "expect", "wait" -> expect(step, value.jsonObject)
            "restart" -> restart()
            "network" -> play.network(value.jsonPrimitive.content)
            "expire" -> play.expire()
            else -> error("$step: this runner knows no such step")
        }
    }

    private fun type(step: String, typed: JsonElement, button: String?) {
        typed.jsonObject.forEach { (key, text) -> hands.type(step, key, play.named(text.jsonPrimitive.content)) }
        hands.press(step, checkNotNull(button) { "$step: there is no such button on ${screen()}" })
    }

    /** The file is read on a thread of its own before the core hears of it. */
    private fun choose(photo: ByteArray) {
        val before = screen()
        hands.choose(before, photo)
        eventually { screen().takeIf { it != before } }
    }

    /** What has no button of the core's. */
    private fun send(step: String, what: String) = when (what) {
        "refresh" -> app.session.refresh()
        "back" -> hands.back()
        "cancel", "dismiss" -> hands.press(step, what)
        else -> error("$step: this runner knows no such thing")
    }

    /** Holds within a minute, on the screen and in what is drawn of it. */
    private fun expect(step: String, expected: JsonObject) {
        var misses = listOf<String>()
        try {
            eventually { misses(expected).also { misses = it }.takeIf { it.isEmpty() } }
        } catch (_: AssertionError) {
            throw AssertionError("$step: ${misses.joinToString()} on ${Look(screen())}")
        }
    }

    private fun misses(expected: JsonObject): List<String> {
        val drawn = hands.texts()
        val unseen = expected["says"]?.jsonArray.orEmpty().map { play.named(it.jsonPrimitive.content) }
            .filterNot { text -> drawn.any { text in it } }.map { "“$it” is not drawn" }
        return Expectation(expected, play::named).misses(Look(screen())) + unseen
    }

    /** The app is killed, and comes back as the system brings it back. */
    private fun restart() {
        val state = Bundle().also { life.saveInstanceState(it) }
        life.pause().stop().destroy()
        app.die()
        life = Robolectric.buildActivity(MainActivity::class.java).setup(state)
    }

    /** Waits until nothing is under way, as somebody does who reads what stands there. */
    private fun rest() = eventually {
        val review = (app.session.opening.value as? Opening.Open)?.review
        review?.screens?.value?.takeIf { it == review.screen() && it.head.busy == null }
    }

    private fun screen(): Screen = eventually { (app.session.opening.value as? Opening.Open)?.review?.screens?.value }

    /** Before the first activity: the phone's language is that of the story, and its platform is there. */
    private fun speak() {
        app.platform = play.platform
        if (story.getValue("locale").jsonPrimitive.content == "en") {
            RuntimeEnvironment.setQualifiers("+en")
            app.onConfigurationChanged(app.resources.configuration)
        }
    }
}
