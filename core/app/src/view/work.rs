use super::{Page, Slot};
use ruxue_platform::{
    Binding, BindingKind, CodePurpose, CodeSent, Contact, Enrolment, History, PostalAddress, Profile, Proof,
    Registration, Secret, Student,
};
use ruxue_rules::{CardDraft, CardReport, ConsentKind, Report};

/// What is to be done for an action, by who has the app.
pub(crate) enum Work {
    LogIn { account: String, password: Secret },
    Register(Registration),
    ResetPassword { contact: Contact, code: Secret, password: Secret },
    RequestCode(CodePurpose),
    Photo { slot: Slot, file: Vec<u8> },
    Overrule { slot: Slot, file: Vec<u8> },
    ConfirmCard(CardDraft),
    GiveConsent(ConsentKind),
    SendCard,
    Submit,
    MakeSure,
    Await,
    Refresh,
    Load(Page),
    StartAgain,
    HandOver,
    Revoke(ConsentKind),
    ChangePassword { proof: Proof, password: Secret },
    SetPostalAddress(PostalAddress),
    Bind(Binding),
    Unbind(BindingKind),
    LogOut,
    LogOutEverywhere,
    Erase,
}

/// Work without what it needs: what is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Task {
    LogIn,
    Register,
    ResetPassword,
    RequestCode,
    Photo(Slot),
    Overrule(Slot),
    ConfirmCard,
    GiveConsent(ConsentKind),
    SendCard,
    Submit,
    MakeSure,
    Await,
    Refresh,
    Load(Page),
    StartAgain,
    HandOver,
    Revoke(ConsentKind),
    ChangePassword,
    SetPostalAddress,
    Bind(BindingKind),
    Unbind(BindingKind),
    LogOut,
    LogOutEverywhere,
    Erase,
}

/// What came of work that went well, beside the review.
pub(crate) enum Done {
    Nothing,
    /// A side of the card was judged, from this file.
    Card {
        report: CardReport,
        file: Vec<u8>,
    },
    /// A portrait was.
    Portrait {
        report: Report,
        file: Vec<u8>,
    },
    CodeSent(CodeSent),
    Student {
        student: Student,
        weak_password: bool,
    },
    Profile(Profile),
    Enrolment(Enrolment),
    Attempts(History),
}

impl Work {
    pub(crate) fn task(&self) -> Task {
        match self {
            Self::LogIn { .. } => Task::LogIn,
            Self::Register(_) => Task::Register,
            Self::ResetPassword { .. } => Task::ResetPassword,
            Self::RequestCode(_) => Task::RequestCode,
            Self::Photo { slot, .. } => Task::Photo(*slot),
            Self::Overrule { slot, .. } => Task::Overrule(*slot),
            Self::ConfirmCard(_) => Task::ConfirmCard,
            Self::GiveConsent(kind) => Task::GiveConsent(*kind),
            Self::SendCard => Task::SendCard,
            Self::Submit => Task::Submit,
            Self::MakeSure => Task::MakeSure,
            Self::Await => Task::Await,
            Self::Refresh => Task::Refresh,
            Self::Load(page) => Task::Load(*page),
            Self::StartAgain => Task::StartAgain,
            Self::HandOver => Task::HandOver,
            Self::Revoke(kind) => Task::Revoke(*kind),
            Self::ChangePassword { .. } => Task::ChangePassword,
            Self::SetPostalAddress(_) => Task::SetPostalAddress,
            Self::Bind(Binding::Mobile { .. }) => Task::Bind(BindingKind::Mobile),
            Self::Bind(Binding::Email { .. }) => Task::Bind(BindingKind::Email),
            Self::Bind(Binding::WeChat { .. }) => Task::Bind(BindingKind::WeChat),
            Self::Unbind(kind) => Task::Unbind(*kind),
            Self::LogOut => Task::LogOut,
            Self::LogOutEverywhere => Task::LogOutEverywhere,
            Self::Erase => Task::Erase,
        }
    }
}

impl Task {
    /// Whether the student goes on meanwhile: what they begin then takes its place.
    pub(crate) fn is_quiet(self) -> bool {
        matches!(self, Self::Refresh | Self::Load(_))
    }

    /// Whether the student may stop it.
    pub(crate) fn can_be_cancelled(self) -> bool {
        matches!(self, Self::SendCard | Self::Submit | Self::MakeSure | Self::Await)
    }
}
