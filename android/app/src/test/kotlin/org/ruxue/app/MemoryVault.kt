package org.ruxue.app

import java.security.SecureRandom
import java.util.concurrent.ConcurrentHashMap
import org.ruxue.core.Vault
import org.ruxue.core.VaultFailure

/**
 * A keystore that works until it has [trouble]. It wraps by masking, so that it needs no provider of ciphers: what is in its
 * care lies in a test's folder for a test's time.
 */
internal class MemoryVault : Vault {
    private val masks = ConcurrentHashMap<String, ByteArray>()

    /** What it throws instead of answering. */
    @Volatile
    var trouble: VaultFailure? = null

    override fun wrap(name: String, key: ByteArray): ByteArray {
        trouble?.let { throw it }
        return masked(key, masks.computeIfAbsent(name) { ByteArray(key.size).also(SecureRandom()::nextBytes) })
    }

    override fun unwrap(name: String, wrapped: ByteArray): ByteArray {
        trouble?.let { throw it }
        return masked(wrapped, masks[name] ?: throw VaultFailure.KeyLost("no such key"))
    }

    override fun forget(name: String) {
        masks.remove(name)
    }

    private fun masked(key: ByteArray, mask: ByteArray) = ByteArray(key.size) { (key[it].toInt() xor mask[it].toInt()).toByte() }
}
