package org.ruxue.story

import java.net.URI
import java.net.URLEncoder
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse.BodyHandlers
import java.nio.file.Path
import kotlin.io.path.Path
import kotlin.io.path.listDirectoryEntries
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive

/**
 * The process that stories are played against: it has a reference platform for each, and is told when something befalls
 * it.
 */
class Stage private constructor(line: JsonObject) {
    private val control = line.text("control")
    private val client = HttpClient.newHttpClient()

    /** The folder of the networks' weights. */
    val weights = line.text("weights")

    /** The files of all stories. */
    val stories: List<Path> = Path(line.text("stories")).listDirectoryEntries("*.json").sorted()

    /** Sets the scene of a story. */
    fun begin(story: String): Play = Play(Json.parseToJsonElement(post("plays?story=${escape(story)}")).jsonObject)

    /** A story's own platform and what is on it. */
    inner class Play(told: JsonObject) : AutoCloseable {
        private val id = told.text("id")

        /** The platform's address. */
        val platform = told.text("platform")

        /** What the story calls `$name`. */
        val values: Map<String, String> = told.texts("values")

        /** Photos by their names. */
        val photos: Map<String, Path> = told.texts("photos").mapValues { Path(it.value) }

        /** Takes the network away, or gives it back. */
        fun network(state: String) = post("plays/$id/network?is=${escape(state)}")

        /** Ends the platform's sessions. */
        fun expire() = post("plays/$id/expire")

        /** The last one-time code that was sent. */
        fun code(): String = Json.parseToJsonElement(send("GET", "plays/$id/code")).jsonObject.text("code")

        /** [text] with values in place of their names. */
        fun named(text: String): String = Regex("""\$([a-z_]+)""").replace(text) { match ->
            when (val name = match.groupValues[1]) {
                "code" -> code()
                else -> values[name] ?: error("the play has no value $name")
            }
        }

        override fun close() {
            send("DELETE", "plays/$id")
        }
    }

    private fun post(path: String) = send("POST", path)

    private fun send(method: String, path: String): String {
        val request = HttpRequest.newBuilder(URI("$control/$path")).method(method, BodyPublishers.noBody()).build()
        val response = client.send(request, BodyHandlers.ofString())
        check(response.statusCode() in 200..299) { "$method $path: ${response.statusCode()} ${response.body()}" }
        return response.body()
    }

    private fun escape(text: String) = URLEncoder.encode(text, Charsets.UTF_8)

    companion object {
        /** The one that the environment tells of. */
        val ours: Stage? = System.getenv("RUXUE_STAGE")?.let { Stage(Json.parseToJsonElement(it).jsonObject) }

        private fun JsonObject.text(key: String) = getValue(key).jsonPrimitive.content

        private fun JsonObject.texts(key: String) = getValue(key).jsonObject.run { mapValues { text(it.key) } }
    }
}
