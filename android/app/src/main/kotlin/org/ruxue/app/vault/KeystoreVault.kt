package org.ruxue.app.vault

import android.os.Build
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import java.io.IOException
import java.security.GeneralSecurityException
import java.security.InvalidKeyException
import java.security.Key
import java.security.KeyStore
import java.security.ProviderException
import java.security.UnrecoverableKeyException
import javax.crypto.AEADBadTagException
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec
import org.ruxue.core.Vault
import org.ruxue.core.VaultFailure

/**
 * The vault on Android's keystore: AES-256-GCM under keys that never leave it. It keeps nothing else: the core stores what
 * it wraps.
 *
 * The keys ask for no fingerprint and no unlocked phone. A submission goes on while the phone lies in a pocket, and a new
 * fingerprint must not cost a student the photos.
 */
internal class KeystoreVault : Vault {
    @Synchronized
    override fun wrap(name: String, key: ByteArray): ByteArray = asking(lost = { false }) {
        val cipher = Cipher.getInstance(TRANSFORMATION)
        cipher.init(Cipher.ENCRYPT_MODE, find(name) ?: make(name))
        cipher.iv + cipher.doFinal(key)
    }

    @Synchronized
    override fun unwrap(name: String, wrapped: ByteArray): ByteArray = asking(::isLost) {
        if (wrapped.size < NONCE_BYTES + TAG_BITS / 8) throw VaultFailure.KeyLost("too short")
        val key = find(name) ?: throw VaultFailure.KeyLost("no such key")
        val cipher = Cipher.getInstance(TRANSFORMATION)
        cipher.init(Cipher.DECRYPT_MODE, key, GCMParameterSpec(TAG_BITS, wrapped, 0, NONCE_BYTES))
        cipher.doFinal(wrapped, NONCE_BYTES, wrapped.size - NONCE_BYTES)
    }

    @Synchronized
    override fun forget(name: String): Unit = asking(lost = { false }) {
        // Older systems throw where there is none.
        keys().run { if (containsAlias(alias(name))) deleteEntry(alias(name)) }
    }

    private fun find(name: String): Key? = keys().getKey(alias(name), null)

    /** Secure hardware of its own where the phone has some. Some phones claim it and fail. */
    private fun make(name: String): SecretKey {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) {
            try {
                return generate(spec(name).setIsStrongBoxBacked(true))
            } catch (_: ProviderException) {
                // StrongBoxUnavailableException is one of them. The usual hardware does.
            }
        }
        return generate(spec(name))
    }

    private fun spec(name: String): KeyGenParameterSpec.Builder {
        val purposes = KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT
        return KeyGenParameterSpec.Builder(alias(name), purposes)
            .setKeySize(KEY_BITS)
            .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
            .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
    }

    private fun generate(spec: KeyGenParameterSpec.Builder): SecretKey =
        KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, PROVIDER).apply { init(spec.build()) }.generateKey()

    private fun keys() = KeyStore.getInstance(PROVIDER).apply { load(null) }

    private fun alias(name: String) = "org.ruxue.$name"

    private companion object {
        const val PROVIDER = "AndroidKeyStore"
        const val TRANSFORMATION = "AES/GCM/NoPadding"
        const val KEY_BITS = 256
        const val NONCE_BYTES = 12
        const val TAG_BITS = 128
    }
}

/** What [work] comes to; what the keystore throws becomes one of the core's two answers, by what is [lost] for good. */
private fun <T> asking(lost: (Exception) -> Boolean, work: () -> T): T = try {
    twice(work)
} catch (e: GeneralSecurityException) {
    throw if (lost(e)) VaultFailure.KeyLost(e.javaClass.name) else VaultFailure.Unavailable(e.javaClass.name)
} catch (e: ProviderException) {
    throw VaultFailure.Unavailable(e.javaClass.name)
} catch (e: IOException) {
    throw VaultFailure.Unavailable(e.javaClass.name)
}

/** Keystores fail now and then and not the next time. A wrong seal stays wrong. */
private fun <T> twice(work: () -> T): T = try {
    work()
} catch (e: Exception) {
    if (e is VaultFailure || e is AEADBadTagException) throw e
    Thread.sleep(PAUSE_MILLIS)
    work()
}

/**
 * Whether the key is of no use any more: its seal does not fit, or the system can't read it or has invalidated it. Not where
 * the system says that it is a passing trouble. Wrongly taken for lost, a key is tried again at the next log-in.
 */
private fun isLost(e: Exception): Boolean = when (e) {
    is AEADBadTagException -> true
    is InvalidKeyException, is UnrecoverableKeyException -> !isPassing(e.cause)
    else -> false
}

private fun isPassing(cause: Throwable?): Boolean =
    Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU && cause is android.security.KeyStoreException &&
        cause.isTransientFailure

private const val PAUSE_MILLIS = 50L
