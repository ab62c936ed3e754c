package org.ruxue.app

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import org.ruxue.Review

internal sealed interface Opening {
    object Waiting : Opening

    data class Failed(val reason: String, val nextStep: String) : Opening

    data class Open(val review: Review) : Opening
}

internal class ReviewSession {
    val opening: StateFlow<Opening> = MutableStateFlow(Opening.Waiting)

    fun open() = Unit
}
