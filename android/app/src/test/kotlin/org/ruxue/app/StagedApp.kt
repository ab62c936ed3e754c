package org.ruxue.app

import android.os.Looper
import org.junit.Assert.fail
import org.junit.Assume.assumeTrue
import org.robolectric.Shadows.shadowOf
import org.ruxue.Review
import org.ruxue.core.Config
import org.ruxue.core.Language
import org.ruxue.story.Stage

/**
 * The app with a vault in memory and weights from a folder, as its library has none compiled in. Name it in `@Config`. All
 * tests that open a review must run in the same sandbox, `sdk = [35]` and native graphics: the library calls back into the
 * one that spoke to it last.
 */
internal class StagedApp : RuxueApp() {
    public override val vault = MemoryVault()

    private var current: ReviewSession? = null

    override val session get() = current ?: begin().also { current = it }

    /** A story's platform; else nobody listens. */
    var platform = "http://127.0.0.1:9"

    /** How often a review was about to be opened. */
    @Volatile
    var prepared = 0

    public override fun prepare(language: Language): Config {
        prepared += 1
        return shipped(language).copy(address = platform, weights = WEIGHTS)
    }

    /** What the app itself would take. */
    fun shipped(language: Language): Config = super.prepare(language)

    /** What the system does to a process that it needs no more: without a word. The next one begins on the same folder. */
    fun die() {
        session.opened().close()
        current = null
    }

    override fun onTerminate() {
        super.onTerminate()
        (session.opening.value as? Opening.Open)?.review?.close()
    }

    private companion object {
        val WEIGHTS = System.getenv("RUXUE_MODELS") ?: Stage.ours?.weights
    }
}

/** The stage that stories are played on; without one the test is skipped. */
internal fun stage(): Stage {
    val stage = Stage.ours
    assumeTrue("RUXUE_STAGE must tell of a stage: run cargo xtask android", stage != null)
    return checkNotNull(stage)
}

/** Lets the main thread work until [found] is there. The core works on threads of its own. */
internal fun <T : Any> eventually(found: () -> T?): T {
    val end = System.nanoTime() + LONGEST_NANOS
    while (System.nanoTime() < end) {
        shadowOf(Looper.getMainLooper()).idle()
        found()?.let { return it }
        Thread.sleep(PAUSE_MILLIS)
    }
    fail("it never came")
    error("unreachable")
}

/** The review, once it is open. */
internal fun ReviewSession.opened(): Review = eventually { (opening.value as? Opening.Open)?.review }

private const val LONGEST_NANOS = 60_000_000_000L
private const val PAUSE_MILLIS = 2L
