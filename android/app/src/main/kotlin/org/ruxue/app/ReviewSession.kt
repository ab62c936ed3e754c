package org.ruxue.app

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.ruxue.Review
import org.ruxue.core.Action
import org.ruxue.core.Config
import org.ruxue.core.Language
import org.ruxue.core.RuxueException
import org.ruxue.core.Vault

/**
 * The one review of this process, over which activities come and go. For the main thread, which [scope] must run on; disk
 * and keystore are waited for elsewhere.
 *
 * @param config says off the main thread how to open the review in a language.
 */
internal class ReviewSession(
    private val scope: CoroutineScope,
    private val vault: Vault,
    private var language: Language,
    private val config: (Language) -> Config,
) {
    private val state = MutableStateFlow<Opening>(Opening.Waiting)
    private var work: Job? = null

    /** The review, or why there is none. */
    val opening: StateFlow<Opening> = state.asStateFlow()

    /** Opens the review, at first and after a failure; does nothing where it is open or about to be. */
    fun open() {
        if (work?.isActive == true || state.value is Opening.Open) return
        work = scope.launch { begin() }
    }

    /** Opens the review again in another language, going on where it was. Before [open] it only takes note. */
    fun speak(language: Language) {
        if (language == this.language) return
        this.language = language
        val before = work ?: return
        work = scope.launch {
            before.cancelAndJoin()
            end()
            begin()
        }
    }

    /** Makes sure of everything with the platform, or opens the review: the app came to the foreground. */
    fun refresh() {
        when (val opening = state.value) {
            is Opening.Open -> opening.review.dispatch(Action.Refresh)
            else -> open()
        }
    }

    private suspend fun begin() {
        state.value = Opening.Waiting
        val config = withContext(Dispatchers.IO) { config(language) }
        state.value = try {
            Opening.Open(Review.open(config, vault))
        } catch (e: RuxueException) {
            e.failed()
        }
    }

    /** Nobody sees the old review any more when it closes. */
    private suspend fun end() {
        val opening = state.value as? Opening.Open ?: return
        state.value = Opening.Waiting
        withContext(NonCancellable + Dispatchers.IO) { opening.review.close() }
    }
}
