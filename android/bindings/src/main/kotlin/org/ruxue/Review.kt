package org.ruxue

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.withContext
import org.ruxue.core.Action
import org.ruxue.core.Cancel
import org.ruxue.core.Config
import org.ruxue.core.Observer
import org.ruxue.core.Ruxue
import org.ruxue.core.RuxueException
import org.ruxue.core.Screen
import org.ruxue.core.Slot
import org.ruxue.core.Vault

/**
 * The entrance review on this phone: draw the latest of [screens], [dispatch] what the student does.
 *
 * Only one can be open on a folder. All functions may be called from any thread; only [close] may take time, a
 * suspending one never blocks. What they throw is a [RuxueException], whose `reason` and `nextStep` are meant for the
 * student.
 */
public class Review private constructor(
    private val core: Ruxue,
    /** What the student is to see, the latest only. After [close] it stays at the last one. */
    public val screens: StateFlow<Screen>,
) : AutoCloseable {
    /**
     * What the student is to see, straight from the core: [screens] follows within an instant.
     *
     * @throws RuxueException.Closed after [close].
     */
    @Throws(RuxueException::class)
    public fun screen(): Screen = core.screen()

    /**
     * Tells the core what the student does and returns at once; what comes of it is seen in [screens]. An action that
     * the screen does not offer now, such as a second tap on a button, is ignored.
     *
     * @throws RuxueException.Closed after [close].
     */
    @Throws(RuxueException::class)
    public fun dispatch(action: Action): Unit = core.dispatch(action)

    /**
     * As [dispatch], but returns the screen when all the work that follows from [action] is done. Cancelling the
     * coroutine stops that work as [Action.Cancel] would, and ends this call promptly: nothing is lost, no chance is
     * spent twice.
     *
     * What the student is to know of a problem stands in the screen and is not thrown.
     *
     * @throws RuxueException.NotOffered if the screen does not offer [action] now.
     * @throws RuxueException.Closed after or by [close].
     */
    @Throws(RuxueException::class, CancellationException::class)
    public suspend fun perform(action: Action): Screen = Cancel().use { cancel ->
        try {
            core.perform(action, cancel)
        } catch (e: CancellationException) {
            // The core goes on with work whose future is dropped.
            cancel.cancel()
            throw e
        }
    }

    /**
     * The photo of [slot], to show beside what was found in it: while its capture screen tells of a refused one, that one
     * as it was given; else as it is kept, a JPEG; null where none is kept. It is
     * personal: keep it in memory only and no longer than it is shown.
     *
     * @throws RuxueException.Closed after [close].
     */
    @Throws(RuxueException::class, CancellationException::class)
    public suspend fun photo(slot: Slot): ByteArray? = core.photo(slot)

    /**
     * Stops everything and lets go of the folder; what is under way goes on where it was when the folder is opened
     * again. Takes some seconds at worst, while a photo is looked at. Closing twice does nothing more.
     */
    override fun close(): Unit = core.stop()

    public companion object {
        /**
         * Opens the review that [Config.folder] holds, or begins one there, and returns when there is a first screen.
         * Disk and [vault] are waited for on [dispatcher], so this may be called on the main thread. If the coroutine
         * is cancelled meanwhile, nothing stays open.
         *
         * @param vault keeps the key of what is stored, in Android's keystore. It is called from threads of the core's
         * own, and may throw [org.ruxue.core.VaultFailure].
         * @throws RuxueException.InUse if the folder is open already.
         * @throws RuxueException.VaultUnavailable if [vault] failed.
         */
        @Throws(RuxueException::class, CancellationException::class)
        public suspend fun open(
            config: Config,
            vault: Vault,
            dispatcher: CoroutineDispatcher = Dispatchers.IO,
        ): Review {
            val latest = Latest()
            var core: Ruxue? = null
            try {
                val opened = withContext(dispatcher) { Ruxue(config, vault, latest).also { core = it } }
                return Review(opened, latest.screens.await().asStateFlow())
            } catch (e: Throwable) {
                core?.let { withContext(NonCancellable + dispatcher) { it.stop() } }
                throw e
            }
        }
    }
}

/** Keeps the latest screen. The core shows them one after another from one thread. */
private class Latest : Observer {
    val screens = CompletableDeferred<MutableStateFlow<Screen>>()
    private var shown: MutableStateFlow<Screen>? = null

    override fun show(screen: Screen) {
        val screens = shown
        if (screens == null) {
            shown = MutableStateFlow(screen).also(this.screens::complete)
        } else {
            screens.value = screen
        }
    }
}
