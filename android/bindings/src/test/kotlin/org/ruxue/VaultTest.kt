package org.ruxue

import java.nio.file.Path
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir
import org.ruxue.core.RuxueException
import org.ruxue.core.Screen
import org.ruxue.core.VaultFailure

class VaultTest {
    @TempDir
    lateinit var folder: Path

    @Test
    fun `a locked keystore is a typed error with a next step`() = test {
        val error = assertThrows<RuxueException.VaultUnavailable> {
            Review.open(config(folder), broken { throw VaultFailure.Unavailable("locked") })
        }
        assertTrue(error.reason.isNotEmpty() && error.nextStep.isNotEmpty())
        Review.open(config(folder), MemoryVault()).close()
    }

    @Test
    fun `whatever else a keystore throws is one that is unavailable`() = test {
        val error = assertThrows<RuxueException.VaultUnavailable> {
            Review.open(config(folder), broken { throw IllegalStateException("$NUMBER in a message") })
        }
        assertFalse(NUMBER in error.reason + error.nextStep)
    }

    @Test
    fun `errors that are no exceptions do not kill the process`() = test {
        assertThrows<RuxueException.VaultUnavailable> { Review.open(config(folder), broken { throw StackOverflowError() }) }
    }

    @Test
    fun `a keystore that answers nonsense does no harm`() = test {
        assertThrows<RuxueException> {
            Review.open(config(folder), broken { ByteArray(0) }).use { it.screen() }
            Review.open(config(folder), broken { ByteArray(1) }).use { it.screen() }
        }
    }

    @Test
    fun `a lost key leaves the student free to log in again`() = test {
        val vault = MemoryVault()
        Review.open(config(folder), vault).close()
        vault.loseKeys()
        Review.open(config(folder), vault).use { assertInstanceOf(Screen.LogIn::class.java, it.screen()) }
    }

    /** A keystore of which nothing works but answering [answer]. */
    private fun broken(answer: () -> ByteArray) = object : MemoryVault() {
        override fun wrap(name: String, key: ByteArray) = answer()

        override fun unwrap(name: String, wrapped: ByteArray) = answer()
    }
}
