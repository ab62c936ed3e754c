package org.ruxue.app.camera

import android.Manifest.permission.CAMERA
import android.app.Activity
import android.content.pm.PackageManager.PERMISSION_DENIED
import android.content.pm.PackageManager.PERMISSION_GRANTED
import android.provider.Settings
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class CameraPermissionTest {
    private val activity = Robolectric.buildActivity(Activity::class.java).setup().get()
    private val permission = CameraPermission(activity)
    private var answers = 0
    private val request by lazy {
        permission.ask()
        val asked = shadowOf(activity).lastRequestedPermission
        assertEquals(CAMERA, asked.requestedPermissions.single())
        asked.requestCode
    }

    init {
        permission.answered = { answers += 1 }
    }

    @Test
    fun `allowed`() {
        assertEquals(Access.UNASKED, permission.access)
        shadowOf(activity).grantPermissions(CAMERA)
        answer(PERMISSION_GRANTED)
        assertEquals(Access.GRANTED, permission.access)
        assertEquals(1, answers)
    }

    @Test
    fun `refused and asked again`() {
        rationale(true)
        answer(PERMISSION_DENIED)
        assertEquals(Access.REFUSED, permission.access)
        assertEquals("another activity knows it too", Access.REFUSED, CameraPermission(activity).access)
    }

    @Test
    fun `refused for good is not asked again until the settings allow it`() {
        rationale(false)
        answer(PERMISSION_DENIED)
        assertEquals(Access.BLOCKED, permission.access)
        permission.openSettings()
        val page = shadowOf(activity).nextStartedActivity
        assertEquals(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, page.action)
        assertEquals("package:${activity.packageName}", page.dataString)
        shadowOf(activity).grantPermissions(CAMERA)
        assertEquals(Access.GRANTED, permission.access)
    }

    @Test
    fun `a question that was interrupted is no answer`() {
        answer()
        assertEquals(Access.REFUSED, permission.access)
    }

    @Test
    fun `answers to other questions are others`() {
        assertFalse(permission.onRequestPermissionsResult(request + 1, intArrayOf(PERMISSION_DENIED)))
        assertEquals(0, answers)
    }

    private fun answer(vararg grants: Int) = assertTrue(permission.onRequestPermissionsResult(request, grants))

    private fun rationale(isDue: Boolean) =
        shadowOf(activity.packageManager).setShouldShowRequestPermissionRationale(CAMERA, isDue)
}
