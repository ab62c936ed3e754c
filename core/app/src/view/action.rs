use ruxue_platform::{BindingKind, Secret};
use ruxue_rules::{ConsentKind, Slot};
use serde::Serialize;
use std::fmt;

/// What the student does, as the shell tells it. A [`ButtonView`](super::ButtonView) carries the action to send when it is pressed;
/// what only a shell can begin has no button: [`Action::Refresh`], [`Action::Photo`], [`Action::Back`].
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Action {
    /// Makes sure of everything with the platform: when the app comes to the foreground, on pulling to refresh.
    Refresh,
    /// One screen back: the back gesture and the arrow in the head.
    Back,
    /// Goes on with the next thing to be done.
    Continue,
    /// Opens a page.
    Open {
        /// Which.
        page: Page,
    },
    /// Opens the camera for this photo.
    Take {
        /// What to take.
        slot: Slot,
    },
    /// A photo for the capture screen that is shown, as the camera or the picker gave it.
    Photo {
        /// The file, usually JPEG.
        #[serde(skip)]
        file: Vec<u8>,
    },
    /// Uses the photo just refused all the same: the same was found in photo after photo.
    Overrule,
    /// Sends the form that is shown.
    Send {
        /// What the student filled in.
        values: Vec<FieldValue>,
    },
    /// Has a one-time code sent for the form that is shown.
    RequestCode {
        /// The form as filled in so far.
        values: Vec<FieldValue>,
    },
    /// Agrees to the text that is shown.
    Agree,
    /// Takes a consent back.
    Revoke {
        /// Which.
        kind: ConsentKind,
    },
    /// Submits the portrait: may spend a chance.
    Submit,
    /// Stops what is under way.
    Cancel,
    /// Starts again (重新审核).
    StartAgain,
    /// Hands the last result to the school.
    HandOver,
    /// Takes a binding away.
    Unbind {
        /// Which.
        kind: BindingKind,
    },
    /// Logs out and wipes what is stored on the phone.
    LogOut,
    /// Ends every session of the student, here and elsewhere.
    LogOutEverywhere,
    /// Erases all that platform and phone hold of the student.
    Erase,
    /// The notice was read.
    Dismiss,
}

/// One field as the student filled it in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldValue {
    /// The [`FieldView`](super::FieldView)'s key.
    pub key: String,
    /// What was typed: personal, perhaps a password.
    #[serde(skip)]
    pub text: Secret,
}

/// A page beside the review's own screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case", tag = "page")]
pub enum Page {
    /// 注册: nobody is logged in.
    Register,
    /// 忘记密码: nobody is logged in.
    ForgottenPassword,
    /// 账号中心.
    Account,
    /// 个人信息.
    Profile,
    /// 收货地址.
    PostalAddress,
    /// 账号绑定.
    Bindings,
    /// Binds a contact.
    Bind {
        /// Which.
        kind: BindingKind,
    },
    /// 修改密码.
    Password,
    /// 我的学籍.
    Enrolment,
    /// 审核记录.
    Attempts,
    /// 隐私: consents, sessions, erasing.
    Privacy,
}

/// Shows which action, nothing that was typed or taken.
impl fmt::Debug for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Refresh => "Refresh",
            Self::Back => "Back",
            Self::Continue => "Continue",
            Self::Open { page } => return write!(f, "Open {page:?}"),
            Self::Take { slot } => return write!(f, "Take {slot:?}"),
            Self::Photo { .. } => "Photo",
            Self::Overrule => "Overrule",
            Self::Send { .. } => "Send",
            Self::RequestCode { .. } => "RequestCode",
            Self::Agree => "Agree",
            Self::Revoke { kind } => return write!(f, "Revoke {kind:?}"),
            Self::Submit => "Submit",
            Self::Cancel => "Cancel",
            Self::StartAgain => "StartAgain",
            Self::HandOver => "HandOver",
            Self::Unbind { kind } => return write!(f, "Unbind {kind:?}"),
            Self::LogOut => "LogOut",
            Self::LogOutEverywhere => "LogOutEverywhere",
            Self::Erase => "Erase",
            Self::Dismiss => "Dismiss",
        })
    }
}
