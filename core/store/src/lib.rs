//! What survives on the phone: session, drafts, chances, last outcome.
