package org.ruxue.story

import java.nio.file.Path
import kotlin.io.path.readBytes
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.withTimeoutOrNull
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import org.junit.jupiter.api.Assertions.fail
import org.ruxue.MemoryVault
import org.ruxue.Review
import org.ruxue.core.Action
import org.ruxue.core.Config
import org.ruxue.core.Language
import org.ruxue.core.FieldValue
import org.ruxue.filled

/** Plays one story on its stage, as a student's hands would. */
class Player(private val story: JsonObject, private val play: Stage.Play, weights: String, folder: Path) {
    private val vault = MemoryVault()
    private val config = Config(play.platform, folder.toString(), language(), weights)

    suspend fun play() {
        var review = Review.open(config, vault)
        try {
            story.getValue("steps").jsonArray.forEachIndexed { index, told ->
                val (key, value) = told.jsonObject.entries.single()
                val step = "step ${index + 1}, $key $value"
                if (key == "restart") {
                    review.close()
                    review = Review.open(config, vault)
                } else {
                    step(review, step, key, value)
                }
            }
        } finally {
            review.close()
        }
    }

    private suspend fun step(review: Review, step: String, key: String, value: JsonElement) {
        fun look() = Look(review.screen())
        fun button(): Action {
            val button = look().button(value.jsonPrimitive.content)
            return button?.takeIf { it.enabled }?.action ?: fail("$step: can't be pressed on ${look()}")
        }
        fun form(): List<FieldValue> {
            val form = look().form ?: fail("$step: there is no form on ${look()}")
            return form.filled(value.jsonObject.mapValues { play.named(it.value.jsonPrimitive.content) })
        }
        when (key) {
            "fill" -> review.perform(Action.Send(form()))
            "code" -> review.perform(Action.RequestCode(form()))
            "press" -> review.perform(button())
            "begin" -> review.dispatch(button())
            "photo" -> review.perform(Action.Photo(play.photos.getValue(value.jsonPrimitive.content).readBytes()))
            "send" -> review.perform(bare.getValue(value.jsonPrimitive.content))
            "expect" -> expect(step, value, look())
            "wait" -> await(review, step, value)
            "network" -> play.network(value.jsonPrimitive.content)
            "expire" -> play.expire()
            else -> error("$step: this runner knows no such step")
        }
    }

    private suspend fun await(review: Review, step: String, value: JsonElement) {
        val expectation = Expectation(value.jsonObject, play::named)
        withTimeoutOrNull(60.seconds) { review.screens.first { expectation.misses(Look(it)).isEmpty() } }
            ?: expect(step, value, Look(review.screen()))
    }

    private fun expect(step: String, value: JsonElement, look: Look) {
        val misses = Expectation(value.jsonObject, play::named).misses(look)
        if (misses.isNotEmpty()) fail<Unit>("$step: ${misses.joinToString()} on $look")
    }

    private fun language() = when (val locale = story["locale"]?.jsonPrimitive?.content) {
        "zh-CN" -> Language.ZH_CN
        "en" -> Language.EN
        else -> error("a story in $locale")
    }

    private companion object {
        /** What has no button. */
        val bare = mapOf(
            "refresh" to Action.Refresh,
            "back" to Action.Back,
            "cancel" to Action.Cancel,
            "dismiss" to Action.Dismiss,
        )
    }
}
