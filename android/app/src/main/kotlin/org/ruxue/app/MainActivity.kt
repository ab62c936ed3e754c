package org.ruxue.app

import android.app.Activity
import android.os.Bundle
import android.widget.TextView

/** The one screen of the app's own: draws what the core says. */
class MainActivity : Activity() {
    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        setContentView(TextView(this).apply { setText(R.string.app_name) })
    }
}
