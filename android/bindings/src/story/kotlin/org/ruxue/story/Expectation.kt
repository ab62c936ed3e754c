package org.ruxue.story

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonPrimitive

/** What a story expects of a screen; [named] puts its values in place of their names. */
class Expectation(private val expected: JsonObject, private val named: (String) -> String) {
    /** What is not as expected; none where all is. */
    fun misses(look: Look): List<String> = expected.flatMap { (key, value) ->
        when (key) {
            "screen" -> missing(value, listOf(look.name), "the screen is")
            "slot" -> missing(value, listOfNotNull(look.slot), "the slot is")
            "says" -> texts(value).filterNot { text -> look.texts.any { text in it } }.map { "nothing says “$it”" }
            "silent" -> texts(value).filter { text -> look.texts.any { text in it } }.map { "something says “$it”" }
            "offers" -> texts(value).filterNot { look.button(it)?.enabled == true }.map { "$it can't be pressed" }
            "withholds" -> texts(value).filter { look.button(it)?.enabled == true }.map { "$it can be pressed" }
            "chances" -> missing(value, look.chances.distinct().map { it.toString() }, "the chances are")
            "kind" -> texts(value).filterNot(look.kinds::contains).map { "$it was not found, but ${look.kinds}" }
            else -> error("a story expects “$key”, of which this runner knows nothing")
        }
    }

    private fun missing(value: JsonElement, found: List<String>, what: String) =
        value.jsonPrimitive.content.let { if (it in found) listOf() else listOf("$what $found, not $it") }

    private fun texts(value: JsonElement) = value.jsonArray.map { named(it.jsonPrimitive.content) }
}
