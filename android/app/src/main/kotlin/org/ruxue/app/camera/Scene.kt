package org.ruxue.app.camera

import android.animation.ValueAnimator
import android.content.Context
import android.content.res.ColorStateList
import android.graphics.drawable.Drawable
import android.graphics.drawable.GradientDrawable
import android.graphics.drawable.RippleDrawable
import android.view.View
import org.ruxue.app.R

// What the views over the dark scene have in common.

internal fun View.dp(length: Float): Float = length * resources.displayMetrics.density

internal fun View.color(id: Int): Int = context.getColor(id)

/** A shape with round corners. */
internal fun View.round(fill: Int, radius: Int): Drawable = GradientDrawable().apply {
    setColor(color(fill))
    cornerRadius = dp(radius.toFloat())
}

/** [under], with a wave where it is touched. */
internal fun View.touched(under: Drawable?, radius: Int): Drawable =
    RippleDrawable(ColorStateList.valueOf(color(R.color.camera_touched)), under, round(R.color.mark_quiet, radius))

/** Whether the student wants things to move. */
internal val moves: Boolean get() = ValueAnimator.areAnimatorsEnabled()

/** A part of the system that every phone has. */
internal inline fun <reified T : Any> Context.service(): T = checkNotNull(getSystemService(T::class.java))
