package org.ruxue

import java.io.File
import java.net.InetAddress
import java.net.ServerSocket
import java.nio.file.Path
import java.security.SecureRandom
import java.util.concurrent.ConcurrentHashMap
import javax.crypto.Cipher
import javax.crypto.spec.GCMParameterSpec
import javax.crypto.spec.SecretKeySpec
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assumptions.assumeTrue
import org.ruxue.core.Action
import org.ruxue.core.Config
import org.ruxue.core.Language
import org.ruxue.core.Screen
import org.ruxue.core.Vault
import org.ruxue.story.Stage
import org.ruxue.core.VaultFailure

/** Nobody listens there. */
const val NOWHERE = "http://127.0.0.1:9"

/** A folder's review; the weights are those that the environment names. */
fun config(folder: Path, address: String = NOWHERE, locale: Language = Language.ZH_CN): Config {
    val weights = System.getenv("RUXUE_MODELS") ?: Stage.ours?.weights
    assumeTrue(weights != null, "RUXUE_MODELS must name the folder of the networks' weights: run cargo xtask kotlin")
    return Config(address, folder.toString(), locale, weights)
}

/** Runs [test], and fails it where it hangs. */
fun test(test: suspend CoroutineScope.() -> Unit): Unit = runBlocking { withTimeout(60.seconds, test) }

/** The log-in form as filled in by a student who does not exist. */
fun Screen.logIn(): Action.Send {
    val form = (this as Screen.LogIn).view.form
    return Action.Send(form.filled(mapOf("account" to NUMBER, "password" to PASSWORD)))
}

const val NUMBER = "110199200001011238"
const val PASSWORD = "a-password-7f3d"

/** A keystore in memory, as good as a phone's until it is told otherwise. */
open class MemoryVault : Vault {
    private val keys = ConcurrentHashMap<String, SecretKeySpec>()

    override fun wrap(name: String, key: ByteArray): ByteArray {
        val wrapping = keys.computeIfAbsent(name) { SecretKeySpec(random(32), "AES") }
        val nonce = random(12)
        return nonce + cipher(Cipher.ENCRYPT_MODE, wrapping, nonce).doFinal(key)
    }

    override fun unwrap(name: String, wrapped: ByteArray): ByteArray {
        val wrapping = keys[name] ?: throw VaultFailure.KeyLost("no key of that name")
        return cipher(Cipher.DECRYPT_MODE, wrapping, wrapped.copyOf(12)).doFinal(wrapped, 12, wrapped.size - 12)
    }

    override fun forget(name: String) {
        keys.remove(name)
    }

    /** What a factory reset or a restored backup does. */
    fun loseKeys() = keys.clear()

    private fun random(size: Int) = ByteArray(size).also(SecureRandom()::nextBytes)

    private fun cipher(mode: Int, key: SecretKeySpec, nonce: ByteArray) =
        Cipher.getInstance("AES/GCM/NoPadding").apply { init(mode, key, GCMParameterSpec(128, nonce)) }
}

/** A platform that takes every connection and never says a word. */
class SilentPlatform : AutoCloseable {
    private val socket = ServerSocket(0, 50, InetAddress.getLoopbackAddress())
    val address = "http://127.0.0.1:${socket.localPort}"

    override fun close() = socket.close()
}

/** A number of this process in /proc: kilobytes, or threads. */
fun processHas(what: String): Long {
    val status = File("/proc/self/status")
    assumeTrue(status.exists(), "only Linux tells in /proc what a process has")
    return status.readLines().first { it.startsWith("$what:") }.filter(Char::isDigit).toLong()
}
