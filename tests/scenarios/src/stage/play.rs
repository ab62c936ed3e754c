use super::StageError;
use super::door::Door;
use super::photos::Files;
use super::thoughtful::Thoughtful;
use crate::cast::Actor;
use ruxue_reference_platform::{Policy, TestPlatform};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;
use std::time::Duration;

/// Longer than a session lives.
const SESSION: Duration = Duration::from_secs(40 * 24 * 3600);

/// One play: a platform with one student enrolled, and what the student knows and has. Ends when dropped.
pub struct Play {
    platform: TestPlatform,
    door: Door,
    bill: Playbill,
}

/// What a runner needs to know of a play.
#[derive(Debug, Clone, Serialize)]
pub struct Playbill {
    /// The platform's address.
    pub platform: String,
    /// What `$name` in a story stands for.
    pub values: BTreeMap<String, String>,
    /// The student's photos by name.
    pub photos: Files,
}

impl Play {
    pub(super) async fn begin(
        actor: &Actor,
        photos: Files,
        face: Vec<u8>,
        examiner: Thoughtful,
    ) -> Result<Self, StageError> {
        let platform = TestPlatform::start_with(None, examiner, Policy::default()).await?;
        actor.enrol(platform.register(), face).await?;
        let door = Door::to(platform.address()).await?;
        let bill = Playbill { platform: format!("http://{}", door.address()), values: values(actor), photos };
        Ok(Self { platform, door, bill })
    }

    /// What a runner needs to know.
    pub fn bill(&self) -> &Playbill {
        &self.bill
    }

    /// Takes the network away: nobody listens at the platform's address any more, and connections are cut.
    pub async fn network_down(&self) {
        self.door.shut().await;
    }

    /// Brings the network back.
    ///
    /// # Errors
    /// Where somebody else has taken the port meanwhile.
    pub async fn network_up(&self) -> io::Result<()> {
        self.door.open().await
    }

    /// Lets the student's sessions run out.
    pub fn expire(&self) {
        self.platform.let_pass(SESSION);
    }

    /// The last one-time code that was sent, to `contact` where one is named.
    pub fn code(&self, contact: Option<&str>) -> Option<String> {
        let sent = self.platform.register().codes();
        let last = sent.into_iter().rev().find(|sent| contact.is_none_or(|contact| sent.destination == contact));
        last.map(|sent| sent.code)
    }
}

fn values(actor: &Actor) -> BTreeMap<String, String> {
    let specimen = &actor.sample.specimen;
    let birth = specimen.birth.to_string();
    [
        ("number", actor.number.as_str()),
        ("password", actor.password()),
        ("wrong_password", "not-the-password"),
        ("new_password", "kite over 7 roofs"),
        ("mobile", actor.mobile.as_str()),
        ("name", specimen.name.as_str()),
        ("birth", birth.as_str()),
        ("authority", specimen.authority.as_str()),
        ("email", "yangben@example.com"),
        ("student_number", actor.student_number.as_str()),
        // A port at which nobody listens on any machine.
        ("nowhere", "https://127.0.0.1:1"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into()
}
