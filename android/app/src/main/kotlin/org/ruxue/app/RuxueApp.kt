package org.ruxue.app

import android.app.Application

class RuxueApp : Application() {
    internal val session = ReviewSession()
}
