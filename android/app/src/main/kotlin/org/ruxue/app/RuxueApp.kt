package org.ruxue.app

import android.app.Application
import android.content.pm.ApplicationInfo
import android.content.pm.PackageManager
import android.content.res.Configuration
import java.io.File
import kotlinx.coroutines.MainScope
import org.ruxue.Log
import org.ruxue.app.vault.KeystoreVault
import org.ruxue.core.Config
import org.ruxue.core.Language
import org.ruxue.core.LogLevel
import org.ruxue.core.Vault

/** The process: it has one [session], whatever activities there are. */
internal open class RuxueApp : Application() {
    /** The review that all activities show. */
    open val session: ReviewSession by lazy(::begin)

    protected open val vault: Vault by lazy(::KeystoreVault)

    override fun onCreate() {
        super.onCreate()
        registerActivityLifecycleCallbacks(Foreground { session.refresh() })
    }

    override fun onConfigurationChanged(newConfig: Configuration) {
        super.onConfigurationChanged(newConfig)
        session.speak(languageOf(newConfig))
    }

    /** A session of this process. */
    protected fun begin() = ReviewSession(MainScope(), vault, languageOf(resources.configuration), ::prepare)

    /** How the review is opened in [language]. The networks' weights are compiled into the library. */
    protected open fun prepare(language: Language): Config {
        if (applicationInfo.flags and ApplicationInfo.FLAG_DEBUGGABLE != 0) logToSystem()
        return Config(address(), File(noBackupFilesDir, "review").path, language)
    }

    @Suppress("DEPRECATION") // The newer way is of Android 13.
    private fun address(): String {
        val told = packageManager.getApplicationInfo(packageName, PackageManager.GET_META_DATA)
        return told.metaData.getString("org.ruxue.platform").orEmpty()
    }
}

/** Chinese for whoever reads that before all else, else English. */
internal fun languageOf(configuration: Configuration): Language =
    if (configuration.locales[0].language == "zh") Language.ZH_CN else Language.EN

/** For developers, who may see it: nothing personal is in the core's log. */
private fun logToSystem() = Log.to(LogLevel.INFO) { level, text ->
    val priority = when (level) {
        LogLevel.ERROR -> android.util.Log.ERROR
        LogLevel.WARN -> android.util.Log.WARN
        LogLevel.INFO -> android.util.Log.INFO
        LogLevel.DEBUG -> android.util.Log.DEBUG
    }
    android.util.Log.println(priority, "ruxue", text)
}
