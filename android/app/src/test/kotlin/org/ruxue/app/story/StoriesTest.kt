package org.ruxue.app.story

import java.nio.file.Path
import kotlin.io.path.nameWithoutExtension
import kotlin.io.path.readText
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.jsonObject
import org.junit.Assume.assumeTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.ParameterizedRobolectricTestRunner.Parameters
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.ruxue.app.StagedApp
import org.ruxue.app.stage
import org.ruxue.story.Stage

/** Every story that there is a file of, played by fingers on the views of the app's activity, through the real library. */
@RunWith(ParameterizedRobolectricTestRunner::class)
@Config(sdk = [35], application = StagedApp::class, qualifiers = "zh-rCN-w360dp-h740dp-mdpi")
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class StoriesTest(private val name: String) {
    @Test
    fun isPlayed() {
        assumeTrue("RUXUE_STAGE must tell of a stage: run cargo xtask android", name != NONE)
        val file = stage().stories.first { it.nameWithoutExtension == name }
        val story = Json.parseToJsonElement(file.readText()).jsonObject
        val app = RuntimeEnvironment.getApplication() as StagedApp
        stage().begin(name).use { play -> Student(story, play, app).play() }
    }

    companion object {
        private const val NONE = "no stage"

        @JvmStatic
        @Parameters(name = "{0}")
        fun names(): List<Array<Any>> =
            Stage.ours?.stories.orEmpty().map(Path::nameWithoutExtension).filter(::isWanted).ifEmpty { listOf(NONE) }.map { arrayOf(it) }

        /** `STORY` in the environment names the only one to play. */
        private fun isWanted(name: String) = System.getenv("STORY").let { it == null || it == name }
    }
}
