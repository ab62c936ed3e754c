use crate::Error;
use ruxue_rules::{Locale, Text};
use ruxue_store::{StoreError, VaultError};

impl Error {
    /// What to tell the student: what is wrong, what to do next.
    pub fn text(&self, locale: Locale) -> Text {
        let both = match self {
            Self::Account(error) => return error.text(locale),
            Self::Password(problem) => return problem.text(locale),
            Self::Refused(refusal) => return refusal.text(locale),
            Self::Platform(error) => return error.text(locale),
            Self::LoggedOut => ["还没有登录", "请先登录", "You are not logged in", "Log in first"],
            Self::Store(error) => store(error),
            Self::Vision(_) => [
                "照片检查组件不完整",
                "请重新安装本应用",
                "The part that checks photos is incomplete",
                "Install the app again",
            ],
            Self::PhotoLost => {
                ["找不到之前拍的照片", "请重新拍摄", "A photo taken earlier is missing", "Take it again"]
            }
            Self::Panicked => [
                "应用出了错，这一步没有完成",
                "请再试一次，已保存的内容都在；仍然不行请更新本应用",
                "The app made a mistake and could not finish this",
                "Try again; what was saved is there. If it happens again, update the app",
            ],
            Self::ShuttingDown => [
                "应用正在退出",
                "请重新打开，已保存的内容都在",
                "The app is closing",
                "Open it again; what was saved is there",
            ],
        };
        let [zh_wrong, zh_mend, en_wrong, en_mend] = both;
        match locale {
            Locale::ZhCn => Text { wrong: zh_wrong.into(), mend: zh_mend.into() },
            Locale::En => Text { wrong: en_wrong.into(), mend: en_mend.into() },
        }
    }
}

fn store(error: &StoreError) -> [&'static str; 4] {
    match error {
        StoreError::Newer { .. } | StoreError::Record(_) => [
            "手机里的数据来自更新版本的应用",
            "请把应用更新到最新版本",
            "The data on this phone was written by a newer version of the app",
            "Update the app",
        ],
        StoreError::Full => [
            "手机存储空间已满，没有保存",
            "请清理出一些空间后再试，之前保存的内容都在",
            "The phone's storage is full, so nothing was saved",
            "Free some space and try again; what was saved before is there",
        ],
        StoreError::InUse => [
            "数据正在被占用",
            "请关闭其他正在运行的本应用后再试",
            "The data is in use",
            "Close other running copies of the app and try again",
        ],
        StoreError::Damaged | StoreError::Foreign | StoreError::Vault(VaultError::KeyLost) => [
            "手机里的数据已损坏",
            "请重新登录并重拍照片，已提交的审核不受影响",
            "The data on this phone is damaged",
            "Log in again and take the photos anew; what was submitted is safe",
        ],
        StoreError::Vault(VaultError::Unavailable) => [
            "暂时无法解锁手机里的数据",
            "请解锁手机后再试，已保存的内容都在",
            "The data on this phone can't be unlocked now",
            "Unlock the phone and try again; what was saved is there",
        ],
        _ => [
            "手机存储读写失败",
            "请检查存储空间和权限后再试",
            "The phone's storage can't be read or written",
            "Check its space and the app's permissions, then try again",
        ],
    }
}
