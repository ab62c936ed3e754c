package org.ruxue.app.camera

import android.Manifest.permission.CAMERA
import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.Intent
import android.content.pm.PackageManager
import android.net.Uri
import android.provider.Settings

/** Leave to use the camera. */
internal interface CameraAccess {
    val access: Access

    /** Called whenever the student answered. */
    var answered: (() -> Unit)?

    fun ask()

    /** Opens the system's page about this app; back from there, whoever needs the camera starts again. */
    fun openSettings()
}

/** The leave that [activity] has: hand it the answers that the activity gets. */
internal class CameraPermission(private val activity: Activity) : CameraAccess {
    /** Who has just answered is not asked again, whatever brings the activity back. */
    private var answer: Access? = null

    override var answered: (() -> Unit)? = null

    override val access: Access
        get() = if (isAllowed) Access.GRANTED else answer ?: before

    private val isAllowed get() = activity.checkSelfPermission(CAMERA) == PackageManager.PERMISSION_GRANTED

    /** As far as the system tells who has not asked. */
    private val before get() = if (mayAskAgain) Access.REFUSED else Access.UNASKED

    private val mayAskAgain get() = activity.shouldShowRequestPermissionRationale(CAMERA)

    override fun ask() = activity.requestPermissions(arrayOf(CAMERA), REQUEST)

    override fun openSettings() {
        val app = Uri.fromParts("package", activity.packageName, null)
        try {
            activity.startActivity(Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, app))
        } catch (_: ActivityNotFoundException) {
            activity.startActivity(Intent(Settings.ACTION_SETTINGS))
        }
    }

    /** An activity's own; whether the answer was to this question. */
    fun onRequestPermissionsResult(requestCode: Int, grants: IntArray): Boolean {
        if (requestCode != REQUEST) return false
        answer = when {
            grants.firstOrNull() == PackageManager.PERMISSION_GRANTED -> null
            // Not answered at all: interrupted, or asked twice at once.
            grants.isEmpty() -> Access.REFUSED
            mayAskAgain -> Access.REFUSED
            else -> Access.BLOCKED
        }
        answered?.invoke()
        return true
    }

    private companion object {
        const val REQUEST = 0xCA
    }
}
