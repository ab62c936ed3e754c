package org.ruxue.story

import java.nio.file.Path
import java.util.concurrent.ConcurrentLinkedQueue
import kotlin.io.path.createTempDirectory
import kotlin.io.path.nameWithoutExtension
import kotlin.io.path.readText
import kotlin.time.Duration.Companion.minutes
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Assumptions.assumeTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.io.TempDir
import org.ruxue.Log
import org.ruxue.core.LogLevel

/** Every story that there is a file of, played through the real library. */
class StoryTest {
    @TempDir
    lateinit var folder: Path

    @TestFactory
    fun stories(): List<DynamicTest> {
        val stage = Stage.ours ?: return listOf(DynamicTest.dynamicTest("no stage") { assumeTrue(false, NO_STAGE) })
        assertTrue(stage.stories.isNotEmpty(), "there are stories")
        return stage.stories.map { file ->
            val told = Json.parseToJsonElement(file.readText()).jsonObject
            val name = file.nameWithoutExtension
            DynamicTest.dynamicTest("$name: ${told["told"]?.jsonPrimitive?.content}", file.toUri()) {
                stage.begin(name).use { play ->
                    val player = Player(told, play, stage.weights, createTempDirectory(folder, name))
                    discreetly(play.values) { runBlocking { withTimeout(10.minutes) { player.play() } } }
                }
            }
        }
    }

    /** Runs [story] and looks for the student's secrets in all that was logged meanwhile. */
    private fun discreetly(secrets: Map<String, String>, story: () -> Unit) {
        val log = ConcurrentLinkedQueue<String>()
        Log.to(LogLevel.entries.last()) { _, text -> log += text }
        try {
            story()
        } finally {
            Log.off()
        }
        val told = secrets.filterValues { secret -> log.any { secret in it } }.keys
        assertEquals(emptySet<String>(), told, "the log tells values of the student's")
    }

    private companion object {
        const val NO_STAGE = "no story was played: RUXUE_STAGE must tell of a stage: run cargo xtask kotlin"
    }
}
