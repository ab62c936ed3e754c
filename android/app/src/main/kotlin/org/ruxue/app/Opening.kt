package org.ruxue.app

import org.ruxue.Review
import org.ruxue.core.RuxueException

/** How far the review is that this process has. */
internal sealed interface Opening {
    /** Disk and keystore are at work. */
    data object Waiting : Opening

    /** It can't be opened now: what to tell the student. Opening may be tried again. */
    data class Failed(val reason: String, val nextStep: String) : Opening

    /** It is there, until the language changes. */
    data class Open(val review: Review) : Opening
}

/** Every error says the same two things, each in a field of its own. */
internal fun RuxueException.failed(): Opening.Failed = when (this) {
    is RuxueException.Closed -> Opening.Failed(reason, nextStep)
    is RuxueException.NotOffered -> Opening.Failed(reason, nextStep)
    is RuxueException.Cancelled -> Opening.Failed(reason, nextStep)
    is RuxueException.Configuration -> Opening.Failed(reason, nextStep)
    is RuxueException.Weights -> Opening.Failed(reason, nextStep)
    is RuxueException.InUse -> Opening.Failed(reason, nextStep)
    is RuxueException.Storage -> Opening.Failed(reason, nextStep)
    is RuxueException.VaultUnavailable -> Opening.Failed(reason, nextStep)
    is RuxueException.Frame -> Opening.Failed(reason, nextStep)
    is RuxueException.Panicked -> Opening.Failed(reason, nextStep)
}
