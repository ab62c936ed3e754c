package org.ruxue.app

import java.security.SecureRandom
import java.util.concurrent.ConcurrentHashMap
import org.ruxue.core.Vault
import org.ruxue.core.VaultFailure

/** A keystore that works until it has [trouble]. It hands out tickets and keeps the keys themselves: in memory, for a test. */
internal class MemoryVault : Vault {
    private val keys = ConcurrentHashMap<String, Pair<ByteArray, ByteArray>>()

    /** What it throws instead of answering. */
    @Volatile
    var trouble: VaultFailure? = null

    override fun wrap(name: String, key: ByteArray): ByteArray {
        trouble?.let { throw it }
        val ticket = ByteArray(key.size).also(SecureRandom()::nextBytes)
        keys[name] = ticket to key
        return ticket
    }

    override fun unwrap(name: String, wrapped: ByteArray): ByteArray {
        trouble?.let { throw it }
        val (ticket, key) = keys[name] ?: throw VaultFailure.KeyLost("no such key")
        return if (ticket.contentEquals(wrapped)) key else throw VaultFailure.KeyLost("another ticket")
    }

    override fun forget(name: String) {
        keys.remove(name)
    }
}
