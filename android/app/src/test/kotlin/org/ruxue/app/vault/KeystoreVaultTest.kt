package org.ruxue.app.vault

import android.os.Build
import android.security.KeyStoreException
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.KeyProperties
import java.security.ProviderException
import java.security.UnrecoverableKeyException
import javax.crypto.spec.SecretKeySpec
import kotlin.experimental.xor
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.util.ReflectionHelpers
import org.ruxue.core.VaultFailure

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35])
class KeystoreVaultTest {
    @get:Rule
    internal val keystore = FakeKeystore()

    private val vault = KeystoreVault()
    private val key = ByteArray(32) { it.toByte() }

    @Test
    fun `what it wraps another process unwraps`() {
        val wrapped = vault.wrap("a", key)
        assertFalse(String(key, Charsets.ISO_8859_1) in String(wrapped, Charsets.ISO_8859_1))
        assertArrayEquals(key, KeystoreVault().unwrap("a", wrapped))
    }

    @Test
    fun `the same key is never wrapped the same way`() {
        val nonces = List(100) { vault.wrap("a", key).take(12) }
        assertEquals(nonces.size, nonces.toSet().size)
        assertEquals(1, keystore.keys.size)
    }

    @Test
    fun `its keys are of its own, for this cipher only, and ask nothing of the student`() {
        vault.wrap("a", key)
        val spec = keystore.asked.last()
        assertEquals("org.ruxue.a", spec.keystoreAlias)
        assertEquals(256, spec.keySize)
        assertArrayEquals(arrayOf(KeyProperties.BLOCK_MODE_GCM), spec.blockModes)
        assertArrayEquals(arrayOf(KeyProperties.ENCRYPTION_PADDING_NONE), spec.encryptionPaddings)
        assertEquals(KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT, spec.purposes)
        assertTrue(spec.isRandomizedEncryptionRequired)
        assertFalse(spec.isUserAuthenticationRequired || spec.isUnlockedDeviceRequired || spec.isUserPresenceRequired)
    }

    @Test
    fun `names are apart`() {
        val wrapped = vault.wrap("a", key)
        vault.wrap("b", key)
        assertLost { vault.unwrap("b", wrapped) }
        vault.forget("b")
        assertArrayEquals(key, vault.unwrap("a", wrapped))
    }

    @Test
    fun `a forgotten key is gone, and forgetting it again is no error`() {
        val wrapped = vault.wrap("a", key)
        repeat(2) { vault.forget("a") }
        assertTrue(keystore.keys.isEmpty())
        assertLost { vault.unwrap("a", wrapped) }
        vault.wrap("a", key)
        assertLost { vault.unwrap("a", wrapped) }
    }

    @Test
    fun `what was tampered with is lost`() {
        val wrapped = vault.wrap("a", key)
        for (place in wrapped.indices) {
            assertLost { vault.unwrap("a", wrapped.clone().also { it[place] = it[place] xor 1 }) }
        }
        for (size in wrapped.indices) assertLost { vault.unwrap("a", wrapped.copyOf(size)) }
    }

    @Test
    fun `secure hardware of its own is taken where there is some`() {
        keystore.strongBox = null
        vault.wrap("a", key)
        assertEquals(listOf(true), keystore.asked.map { it.isStrongBoxBacked })
    }

    @Test
    fun `where there is none, or it fails, the usual hardware does`() {
        vault.wrap("none", key)
        keystore.strongBox = ProviderException("it is claimed only")
        val wrapped = vault.wrap("claimed", key)
        assertEquals(listOf(true, false, true, false), keystore.asked.map { it.isStrongBoxBacked })
        assertArrayEquals(key, vault.unwrap("claimed", wrapped))
    }

    @Test
    fun `Android 8 is not asked for what it does not know`() {
        val version = Build.VERSION.SDK_INT
        ReflectionHelpers.setStaticField(Build.VERSION::class.java, "SDK_INT", Build.VERSION_CODES.O)
        try {
            assertArrayEquals(key, vault.unwrap("a", vault.wrap("a", key)))
            assertEquals(listOf(false), keystore.asked.map { it.isStrongBoxBacked })
        } finally {
            ReflectionHelpers.setStaticField(Build.VERSION::class.java, "SDK_INT", version)
        }
    }

    @Test
    fun `a keystore that is down is to be tried again later`() {
        val wrapped = vault.wrap("a", key)
        keystore.remove()
        assertUnavailable { vault.wrap("b", key) }
        assertUnavailable { vault.unwrap("a", wrapped) }
        assertUnavailable { vault.forget("a") }
    }

    @Test
    fun `a keystore that fails once is asked once more`() {
        val wrapped = vault.wrap("a", key)
        var looks = 0
        keystore.onLook = { if (looks++ == 0) throw ProviderException("busy") }
        assertArrayEquals(key, vault.unwrap("a", wrapped))
        assertEquals(2, looks)
        keystore.onLook = { throw ProviderException("busy") }
        assertUnavailable { vault.unwrap("a", wrapped) }
    }

    @Test
    fun `a key that the system can't read any more is lost, unless it says that this will pass`() {
        val wrapped = vault.wrap("a", key)
        keystore.onLook = { throw UnrecoverableKeyException("after a restored backup") }
        assertLost { vault.unwrap("a", wrapped) }
        keystore.onLook = { throw KeyPermanentlyInvalidatedException() }
        assertLost { vault.unwrap("a", wrapped) }
        keystore.onLook = { throw UnrecoverableKeyException("busy").apply { initCause(busy()) } }
        assertUnavailable { vault.unwrap("a", wrapped) }
        keystore.onLook = {}
        assertArrayEquals(key, vault.unwrap("a", wrapped))
    }

    @Test
    fun `a key that no cipher takes is lost, and logging in anew is not stopped by it`() {
        val wrapped = vault.wrap("a", key)
        keystore.keys["org.ruxue.a"] = SecretKeySpec(ByteArray(5), "AES")
        assertLost { vault.unwrap("a", wrapped) }
        assertUnavailable { vault.wrap("a", key) }
        assertArrayEquals(key, vault.unwrap("b", vault.wrap("b", key)))
    }

    @Test
    fun `why it fails tells nothing but the kind`() {
        keystore.onLook = { throw UnrecoverableKeyException("org.ruxue.a") }
        val failure = assertThrows(VaultFailure.KeyLost::class.java) { vault.unwrap("a", ByteArray(60)) }
        assertEquals("java.security.UnrecoverableKeyException", failure.reason)
    }

    private fun assertLost(work: () -> Unit) {
        assertThrows(VaultFailure.KeyLost::class.java, work)
    }

    private fun assertUnavailable(work: () -> Unit) {
        assertThrows(VaultFailure.Unavailable::class.java, work)
    }

    /** What Android 13 and later say of a trouble that passes. */
    private fun busy() = KeyStoreException(SECURE_HARDWARE_BUSY, "busy").also { check(it.isTransientFailure) }

    private companion object {
        const val SECURE_HARDWARE_BUSY = -48
    }
}
