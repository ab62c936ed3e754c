//! What a student does with the app.

use crate::ledger::{Deed, Slot};
use crate::student::Student;
use ruxue::{App, Error};
use ruxue_platform::Transfer;
use ruxue_rules::{ConsentKind, Verdict};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// One thing that a student does.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// Logs in.
    LogIn,
    /// Logs out, which discards everything on the phone.
    LogOut,
    /// Has all data erased.
    Erase,
    /// Closes the app and opens it again.
    Restart,
    /// Puts the phone away for a while, seconds.
    Pause(u64),
    /// Stays away until the session has expired.
    Expire,
    /// Takes a photo.
    Take {
        /// Of what.
        slot: Slot,
        /// The photo.
        photo: Vec<u8>,
        /// Whether it is good enough to be kept.
        good: bool,
    },
    /// Confirms the fields as read.
    Confirm,
    /// Agrees.
    Agree(ConsentKind),
    /// Takes that back.
    Revoke(ConsentKind),
    /// Sends the card.
    SendCard,
    /// Presses the button, or presses it twice.
    Submit {
        /// Twice.
        twice: bool,
    },
    /// Pulls to refresh.
    Resume,
    /// Waits for the outcome, so many seconds at most.
    Await(u64),
    /// Starts again.
    StartAgain,
    /// Hands over to the school.
    HandOver,
    /// Looks at the account's pages.
    Look,
}

/// Does one thing, and tells what it means for what must be there afterwards. `expire` lets the session run out.
///
/// # Errors
/// What the app says.
pub async fn perform(
    app: &App,
    act: &Act,
    student: &Student,
    deed: &mut dyn FnMut(Deed),
    expire: &dyn Fn(),
) -> Result<(), Error> {
    match act {
        Act::LogIn => drop(app.log_in(student.noted.number().as_str(), &student.password()).await?),
        Act::LogOut | Act::Erase => {
            deed(Deed::Leaving);
            if *act == Act::LogOut {
                app.log_out().await?
            } else {
                app.erase_my_data().await?
            }
            deed(Deed::Left);
        }
        Act::Restart => {}
        Act::Pause(seconds) => tokio::time::sleep(Duration::from_secs(*seconds)).await,
        Act::Expire => expire(),
        Act::Take { slot, photo, good } => take(app, *slot, photo, *good, deed).await?,
        Act::Confirm => drop(app.confirm_card(app.review().await?.draft()).await?),
        Act::Agree(kind) => drop(app.give_consent(*kind).await?),
        Act::Revoke(kind) => drop(app.revoke_consent(*kind).await?),
        Act::SendCard => drop(app.send_card(&Transfer::default()).await?),
        Act::Submit { twice } => {
            deed(Deed::Pressing);
            let (first, second) = (Transfer::default(), Transfer::default());
            match twice {
                false => drop(app.submit(&first).await?),
                true => {
                    let (first, second) = tokio::join!(app.submit(&first), app.submit(&second));
                    first.and(second)?;
                }
            }
        }
        Act::Resume => drop(app.resume(&Transfer::default()).await?),
        Act::Await(seconds) => await_outcome(app, *seconds).await?,
        Act::StartAgain => drop(app.start_again().await?),
        Act::HandOver => drop(app.hand_over().await?),
        Act::Look => {
            app.student().await?;
            app.profile().await?;
            app.attempts().await?;
        }
    }
    Ok(())
}

async fn take(app: &App, slot: Slot, photo: &[u8], good: bool, deed: &mut dyn FnMut(Deed)) -> Result<(), Error> {
    if good {
        deed(Deed::Taking { slot, photo: photo.to_vec() });
    }
    let verdict = match slot {
        Slot::Card(side) => app.take_card(side, photo.to_vec()).await?.report.verdict,
        Slot::Portrait => app.take_portrait(photo.to_vec()).await?.verdict,
    };
    if good && verdict != Verdict::Refuse {
        deed(Deed::Taken { slot, photo: photo.to_vec() });
    }
    Ok(())
}

async fn await_outcome(app: &App, seconds: u64) -> Result<(), Error> {
    let cancel = CancellationToken::new();
    let waiting = app.await_outcome(&cancel);
    tokio::pin!(waiting);
    tokio::select! {
        done = &mut waiting => return done.map(drop),
        () = tokio::time::sleep(Duration::from_secs(seconds)) => cancel.cancel(),
    }
    waiting.await.map(drop)
}

/// What a story tells of an act.
pub fn tell(act: &Act, done: Option<&Result<(), Error>>) -> String {
    let act = match act {
        Act::Take { slot, photo, good } => format!("Take {slot:?} {} bytes, good: {good}", photo.len()),
        act => format!("{act:?}"),
    };
    match done {
        None => format!("{act} † the phone dies"),
        Some(Ok(())) => format!("{act} ✓"),
        Some(Err(error)) => format!("{act} ✗ {error:?}"),
    }
}
