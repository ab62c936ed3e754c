use super::{Locale, Subject, name};
use crate::Guidance;

impl Guidance {
    /// The one line over the live picture.
    pub fn text(self, subject: Subject, locale: Locale) -> &'static str {
        let card = subject == Subject::Card;
        let both = match self {
            Self::Dark => ["光线太暗，请到亮一点的地方", "Too dark: move to a brighter place"],
            Self::Bright => ["光线太强，请避开直射的强光", "Too bright: avoid direct light"],
            Self::Glare if card => ["证件反光，请换个角度", "Glare on the card: change the angle"],
            Self::Glare => ["有反光，请换个角度", "Glare: change the angle"],
            Self::HoldStill if card => ["请拿稳手机", "Hold the phone still"],
            Self::HoldStill => ["请拿稳手机，人也不要动", "Hold the phone still; keep still yourself"],
            Self::Blurred if card => {
                ["看不清，请对准证件，点一下屏幕对焦", "Not clear: aim at the card and tap to focus"]
            }
            Self::Blurred => {
                ["看不清，请对准人像，点一下脸部对焦", "Not clear: aim at the person and tap the face to focus"]
            }
            Self::Hold => ["很好，保持不动", "Good, keep it like this"],
        };
        name(both, locale)
    }
}
