package org.ruxue.app

import android.content.res.XmlResourceParser
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.xmlpull.v1.XmlPullParser

/** The manifest as it is compiled into the APK. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35])
class ManifestTest {
    private val app = RuntimeEnvironment.getApplication()
    private val manifest = elements { app.assets.openXmlResourceParser("AndroidManifest.xml") }
    private val application = manifest.single { it.name == "application" }

    @Test
    fun `it asks for camera and network and nothing else`() {
        val asked = manifest.filter { "permission" in it.name }
        assertEquals(setOf("android.permission.INTERNET", "android.permission.CAMERA"), asked.map { it["name"] }.toSet())
        assertTrue(asked.all { it.name == "uses-permission" })
    }

    @Test
    fun `it is offered to devices without a camera`() {
        val features = manifest.filter { it.name == "uses-feature" }
        // Asking for the camera implies these two.
        val implied = setOf("android.hardware.camera", "android.hardware.camera.autofocus")
        assertTrue(features.map { it["name"] }.containsAll(implied))
        assertTrue(features.all { it["required"] == "false" })
    }

    @Test
    fun `only the launcher reaches it`() {
        val parts = manifest.filter { it.name in setOf("activity", "activity-alias", "service", "receiver", "provider") }
        assertEquals(listOf(".MainActivity"), parts.map { it["name"] })
        assertEquals(listOf("android.intent.action.MAIN"), manifest.filter { it.name == "action" }.map { it["name"] })
        assertEquals(emptyList<Element>(), manifest.filter { it.name == "data" })
    }

    @Test
    fun `nothing of it is backed up or moved to another phone`() {
        assertEquals("false", application["allowBackup"])
        assertEquals(R.xml.backup, application.resource("fullBackupContent"))
        assertEquals(R.xml.data_extraction, application.resource("dataExtractionRules"))
        val old = elements { app.resources.getXml(R.xml.backup) }
        assertEquals(DOMAINS, old.excludedFrom("full-backup-content"))
        val new = elements { app.resources.getXml(R.xml.data_extraction) }
        for (way in listOf("cloud-backup", "device-transfer")) {
            assertEquals(DOMAINS + DEVICE_DOMAINS, new.excludedFrom(way))
        }
        assertTrue((old + new).none { it.name == "include" })
    }

    @Test
    fun `nothing is sent in the clear`() {
        assertEquals("false", application["usesCleartextTraffic"])
        assertEquals(R.xml.network_security, application.resource("networkSecurityConfig"))
        val rules = elements { app.resources.getXml(R.xml.network_security) }
        assertEquals(listOf("network-security-config", "base-config"), rules.map { it.name })
        assertEquals("false", rules.last().plain["cleartextTrafficPermitted"])
    }

    @Test
    fun `it turns, resizes and goes back as the system wants`() {
        assertEquals("true", application["enableOnBackInvokedCallback"])
        assertEquals("true", application["resizeableActivity"])
        assertEquals("true", application["supportsRtl"])
        val activity = manifest.single { it.name == "activity" }
        assertEquals(RESIZED, activity["windowSoftInputMode"])
        // A screen is drawn anew of the core's state: nothing is to be handled by hand, and no way of holding it forced.
        assertNull(activity["configChanges"])
        assertNull(activity["screenOrientation"])
    }

    @Test
    fun `it speaks the core's languages`() {
        assertEquals(R.xml.locales, application.resource("localeConfig"))
        val locales = elements { app.resources.getXml(R.xml.locales) }.filter { it.name == "locale" }
        assertEquals(listOf("zh-CN", "en"), locales.map { it["name"] })
    }

    @Test
    fun `it runs on Android 8 and later, and loads its library from the APK`() {
        val levels = manifest.single { it.name == "uses-sdk" }
        assertEquals("26" to "35", levels["minSdkVersion"] to levels["targetSdkVersion"])
        assertEquals("false", application["extractNativeLibs"])
    }

    @Test
    fun `it names the platform`() {
        val told = manifest.filter { it.name == "meta-data" }.associate { it["name"] to it["value"] }
        assertEquals(setOf("org.ruxue.platform"), told.keys)
        assertTrue(told.values.single().orEmpty().startsWith("http"))
    }

    private class Element(
        val name: String,
        val parent: String?,
        val plain: Map<String, String>,
        private val android: Map<String, String>,
        private val references: Map<String, Int>,
    ) {
        operator fun get(attribute: String) = android[attribute]

        fun resource(attribute: String) = references[attribute]
    }

    private fun List<Element>.excludedFrom(way: String) =
        filter { it.parent == way && it.name == "exclude" && it.plain["path"] == "." }.map { it.plain["domain"] }.toSet()

    private fun elements(open: () -> XmlResourceParser): List<Element> = open().use { parser ->
        val above = mutableListOf<String>()
        buildList {
            while (parser.next() != XmlPullParser.END_DOCUMENT) {
                when (parser.eventType) {
                    XmlPullParser.START_TAG -> {
                        add(parser.element(above.lastOrNull()))
                        above += parser.name
                    }
                    XmlPullParser.END_TAG -> above.removeAt(above.lastIndex)
                }
            }
        }
    }

    private fun XmlResourceParser.element(parent: String?): Element {
        val (android, plain) = (0 until attributeCount).partition { getAttributeNamespace(it) == ANDROID }
        val references = android.associate { getAttributeName(it) to getAttributeResourceValue(it, 0) }
        return Element(name, parent, plain.associate { attribute(it) }, android.associate { attribute(it) }, references)
    }

    private fun XmlResourceParser.attribute(index: Int) = getAttributeName(index) to getAttributeValue(index)

    private companion object {
        const val ANDROID = "http://schemas.android.com/apk/res/android"
        const val RESIZED = "0x10"
        val DOMAINS = setOf("root", "file", "database", "sharedpref", "external")
        val DEVICE_DOMAINS = setOf("device_root", "device_file", "device_database", "device_sharedpref")
    }
}
