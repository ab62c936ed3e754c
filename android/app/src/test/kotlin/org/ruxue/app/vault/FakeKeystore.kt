package org.ruxue.app.vault

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.StrongBoxUnavailableException
import java.io.InputStream
import java.io.OutputStream
import java.security.Key
import java.security.KeyStoreSpi
import java.security.Provider
import java.security.SecureRandom
import java.security.Security
import java.security.cert.Certificate
import java.security.spec.AlgorithmParameterSpec
import java.util.Collections
import java.util.Date
import java.util.Enumeration
import javax.crypto.KeyGenerator
import javax.crypto.KeyGeneratorSpi
import javax.crypto.SecretKey
import org.junit.rules.ExternalResource

/**
 * Stands in for the provider that phones have under this name, for keys of AES alone. A rule, since every sandbox of
 * Robolectric has classes of its own and the list of providers is the process's.
 */
internal class FakeKeystore : ExternalResource() {
    /** What is in it. */
    val keys: MutableMap<String, Key> = mutableMapOf()

    /** How each key was asked for. */
    val asked: MutableList<KeyGenParameterSpec> = mutableListOf()

    /** Whether the phone has secure hardware of its own, or what it says when it is asked for some. */
    var strongBox: Exception? = StrongBoxUnavailableException()

    /** What happens whenever a key is looked for. */
    var onLook: () -> Unit = {}

    override fun before() {
        ours = this
        Security.removeProvider(NAME)
        Security.addProvider(FakeProvider())
    }

    override fun after() {
        remove()
        ours = null
    }

    /** Takes the provider away, as a system whose keystore did not start. */
    fun remove() = Security.removeProvider(NAME)

    internal companion object {
        const val NAME = "AndroidKeyStore"

        private var ours: FakeKeystore? = null

        fun current(): FakeKeystore = checkNotNull(ours) { "no test has a keystore" }
    }
}

/** Tells Java of the two parts. */
internal class FakeProvider : Provider(FakeKeystore.NAME, "1", "for tests") {
    init {
        put("KeyStore.${FakeKeystore.NAME}", FakeKeys::class.java.name)
        put("KeyGenerator.AES", FakeGenerator::class.java.name)
    }
}

/** Makes keys. */
internal class FakeGenerator : KeyGeneratorSpi() {
    private lateinit var spec: KeyGenParameterSpec

    override fun engineInit(params: AlgorithmParameterSpec, random: SecureRandom?) {
        spec = params as KeyGenParameterSpec
    }

    override fun engineGenerateKey(): SecretKey {
        val keystore = FakeKeystore.current()
        keystore.asked += spec
        if (spec.isStrongBoxBacked) keystore.strongBox?.let { throw it }
        val key = KeyGenerator.getInstance("AES", "SunJCE").apply { init(spec.keySize) }.generateKey()
        return key.also { keystore.keys[spec.keystoreAlias] = it }
    }

    override fun engineInit(random: SecureRandom?) = error("a key has a name")

    override fun engineInit(keysize: Int, random: SecureRandom?) = error("a key has a name")
}

/** Has them. */
internal class FakeKeys : KeyStoreSpi() {
    private val keys get() = FakeKeystore.current().keys

    override fun engineGetKey(alias: String, password: CharArray?): Key? {
        FakeKeystore.current().onLook()
        return keys[alias]
    }

    override fun engineContainsAlias(alias: String) = alias in keys

    /** As systems before Android 12 do. */
    override fun engineDeleteEntry(alias: String) {
        keys.remove(alias) ?: throw java.security.KeyStoreException("there is no $alias")
    }

    override fun engineAliases(): Enumeration<String> = Collections.enumeration(keys.keys)

    override fun engineSize() = keys.size

    override fun engineIsKeyEntry(alias: String) = alias in keys

    override fun engineIsCertificateEntry(alias: String) = false

    override fun engineLoad(stream: InputStream?, password: CharArray?) = Unit

    override fun engineStore(stream: OutputStream?, password: CharArray?) = Unit

    override fun engineGetCertificate(alias: String): Certificate? = null

    override fun engineGetCertificateChain(alias: String): Array<Certificate>? = null

    override fun engineGetCertificateAlias(cert: Certificate): String? = null

    override fun engineGetCreationDate(alias: String) = Date(0)

    override fun engineSetKeyEntry(alias: String, key: Key, password: CharArray?, chain: Array<Certificate>?) = refuse()

    override fun engineSetKeyEntry(alias: String, key: ByteArray, chain: Array<Certificate>?) = refuse()

    override fun engineSetCertificateEntry(alias: String, cert: Certificate) = refuse()

    private fun refuse(): Nothing = throw UnsupportedOperationException("keys are made inside")
}
