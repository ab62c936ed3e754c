//! Work done with the app.

use super::Page;
use super::work::{Done, Work};
use crate::{App, Error};
use ruxue_platform::Transfer;
use tokio_util::sync::CancellationToken;

/// Does `work`; `transfer` follows what is sent.
pub(super) async fn run(app: &App, work: Work, transfer: &Transfer, cancel: &CancellationToken) -> Result<Done, Error> {
    match work {
        Work::LogIn { account, password } => drop(app.log_in(&account, &password).await?),
        Work::Register(registration) => app.register(&registration).await?,
        Work::ResetPassword { contact, code, password } => app.reset_password(&contact, &code, &password).await?,
        Work::RequestCode(purpose) => return Ok(Done::CodeSent(app.request_code(&purpose).await?)),
        Work::Photo { slot, file } => {
            let judged = file.clone();
            return Ok(match slot.side() {
                Some(side) => Done::Card { report: app.take_card(side, judged).await?, file },
                None => Done::Portrait { report: app.take_portrait(judged).await?, file },
            });
        }
        Work::Overrule { slot, file } => match slot.side() {
            Some(side) => drop(app.insist_on_card(side, file).await?),
            None => drop(app.insist_on_portrait(file).await?),
        },
        Work::ConfirmCard(fields) => drop(app.confirm_card(fields).await?),
        Work::GiveConsent(kind) => drop(app.give_consent(kind).await?),
        Work::SendCard => drop(app.send_card(transfer).await?),
        Work::Submit => drop(app.submit(transfer).await?),
        Work::MakeSure => drop(app.resume(transfer).await?),
        Work::Await => drop(app.await_outcome(cancel).await?),
        Work::Refresh => {
            app.resume(transfer).await?;
            let student = app.student().await?;
            let weak_password = app.has_weak_password(&student);
            return Ok(Done::Student { student, weak_password });
        }
        Work::Load(page) => return load(app, page).await,
        Work::StartAgain => drop(app.start_again().await?),
        Work::HandOver => drop(app.hand_over().await?),
        Work::Revoke(kind) => drop(app.revoke_consent(kind).await?),
        Work::ChangePassword { proof, password } => app.change_password(&proof, &password).await?,
        Work::SetPostalAddress(address) => app.set_postal_address(&address).await?,
        Work::Bind(binding) => app.bind(&binding).await?,
        Work::Unbind(kind) => app.unbind(kind).await?,
        Work::LogOut => app.log_out().await?,
        Work::LogOutEverywhere => app.log_out_everywhere().await?,
        Work::Erase => app.erase_my_data().await?,
    }
    Ok(Done::Nothing)
}

async fn load(app: &App, page: Page) -> Result<Done, Error> {
    Ok(match page {
        Page::Profile | Page::PostalAddress | Page::Bindings => Done::Profile(app.profile().await?),
        Page::Enrolment => Done::Enrolment(app.enrolment().await?),
        Page::Attempts => Done::Attempts(app.attempts().await?),
        _ => Done::Nothing,
    })
}
