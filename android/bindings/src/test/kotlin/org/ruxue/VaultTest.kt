package org.ruxue

import java.nio.file.Path
import java.util.concurrent.CountDownLatch
import kotlin.io.path.nameWithoutExtension
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Assumptions.assumeTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir
import org.ruxue.core.Action
import org.ruxue.core.Config
import org.ruxue.core.RuxueException
import org.ruxue.core.Screen
import org.ruxue.core.VaultFailure
import org.ruxue.story.Stage

class VaultTest {
    @TempDir
    lateinit var folder: Path

    @Test
    fun `a locked keystore is a typed error with a next step`() = loggedIn { config, vault ->
        vault.answer = { throw VaultFailure.Unavailable("locked") }
        val error = assertThrows<RuxueException.VaultUnavailable> { Review.open(config, vault) }
        assertTrue(error.reason.isNotEmpty() && error.nextStep.isNotEmpty())
        vault.answer = null
        Review.open(config, vault).use { assertFalse(it.screen() is Screen.LogIn) }
    }

    @Test
    fun `whatever else a keystore throws is one that is unavailable`() = loggedIn { config, vault ->
        for (thrown in listOf(IllegalStateException("$NUMBER in a message"), StackOverflowError())) {
            vault.answer = { throw thrown }
            val error = assertThrows<RuxueException.VaultUnavailable> { Review.open(config, vault) }
            assertFalse(NUMBER in error.reason + error.nextStep)
        }
    }

    @Test
    fun `a keystore that answers nonsense or lost its keys leaves the student free to log in again`() =
        loggedIn { config, vault ->
            for (nonsense in listOf(ByteArray(0), ByteArray(1), ByteArray(32))) {
                vault.answer = { nonsense }
                Review.open(config, vault).use { assertInstanceOf(Screen.LogIn::class.java, it.screen()) }
            }
            vault.answer = null
            vault.loseKeys()
            Review.open(config, vault).use { assertInstanceOf(Screen.LogIn::class.java, it.screen()) }
        }

    @Test
    fun `a keystore that fails while logging in is told on the screen`() = onStage { play ->
        val vault = MoodyVault().apply { answer = { throw IllegalStateException("no") } }
        Review.open(config(folder, play.platform), vault).use { review ->
            val screen = review.perform(logIn(review, play)) as Screen.LogIn
            assertTrue(screen.view.head.notice!!.text.isNotEmpty())
        }
    }

    @Test
    fun `an opening that is cancelled while the keystore thinks leaves nothing open`() = loggedIn { config, vault ->
        val asked = CompletableDeferred<Unit>()
        val cancelled = CountDownLatch(1)
        vault.answer = {
            asked.complete(Unit)
            cancelled.await()
            null
        }
        coroutineScope {
            val opening = launch { Review.open(config, vault) }
            asked.await()
            opening.cancel()
            cancelled.countDown()
        }
        Review.open(config, vault).use { assertFalse(it.screen() is Screen.LogIn) }
    }

    /** The vault is not asked before somebody is logged in: against the stage's platform. */
    private fun loggedIn(story: suspend (Config, MoodyVault) -> Unit) = onStage { play ->
        val (config, vault) = config(folder, play.platform) to MoodyVault()
        Review.open(config, vault).use { review ->
            assertFalse(review.perform(logIn(review, play)) is Screen.LogIn)
        }
        story(config, vault)
    }

    private fun onStage(story: suspend (Stage.Play) -> Unit) = test {
        val stage = Stage.ours
        assumeTrue(stage != null, "RUXUE_STAGE must tell of a stage: run cargo xtask kotlin")
        stage!!.begin(stage.stories.first().nameWithoutExtension).use { story(it) }
    }

    private fun logIn(review: Review, play: Stage.Play): Action {
        val typed = listOf("number" to "account", "password" to "password")
        val form = (review.screen() as Screen.LogIn).view.form
        return Action.Send(form.filled(typed.associate { (value, key) -> key to play.values.getValue(value) }))
    }

    /** A keystore that works until it has an [answer] of its own. */
    private class MoodyVault : MemoryVault() {
        @Volatile
        var answer: (() -> ByteArray?)? = null

        override fun wrap(name: String, key: ByteArray) = answer?.invoke() ?: super.wrap(name, key)

        override fun unwrap(name: String, wrapped: ByteArray) = answer?.invoke() ?: super.unwrap(name, wrapped)
    }
}
