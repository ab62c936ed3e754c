package org.ruxue.app.camera

import android.animation.ValueAnimator
import android.content.Context
import android.graphics.drawable.Drawable
import android.view.View
import org.ruxue.app.R
import org.ruxue.app.ui.shape
import org.ruxue.app.ui.touched

// What the views over the dark scene have in common.

internal fun View.dp(length: Float): Float = length * resources.displayMetrics.density

internal fun View.color(id: Int): Int = context.getColor(id)

/** A shape with round corners. */
internal fun View.round(fill: Int, radius: Int): Drawable = context.shape(fill, radius = radius)

/** [under], with a wave where it is touched. */
internal fun View.touched(under: Drawable?, radius: Int): Drawable =
    context.touched(under, radius, R.color.camera_touched)

/** Whether the student wants things to move. */
internal val moves: Boolean get() = ValueAnimator.areAnimatorsEnabled()

/** A part of the system that every phone has. */
internal inline fun <reified T : Any> Context.service(): T = checkNotNull(getSystemService(T::class.java))
