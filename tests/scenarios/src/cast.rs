//! Invented students to try the platform with: specimen cards, computer-generated faces.

use ruxue_reference_platform::{Enrolment, Person, Register, RegisterError, Student};
use ruxue_rules::{IdNumber, Sex};
use ruxue_samples::portrait::Setting;
use ruxue_samples::set::Student as Sample;
use ruxue_samples::{Portrait, Scene};

/// Seeds of the students; each has another face.
const SEEDS: [u64; 3] = [1, 2, 3];

/// One student of the cast.
pub struct Actor {
    /// Card and portrait, all good.
    pub sample: Sample,
    /// 公民身份号码, as on the card.
    pub number: IdNumber,
    /// The photo that the register of persons has: the same person, at another time.
    pub registered: Portrait,
    /// Student number, `S…`.
    pub student_number: String,
    /// Another way to log in, and where one-time codes go.
    pub mobile: String,
}

/// The same scene, taken with care: a demonstration must not hang on a photo that is only just good enough.
fn carefully(scene: Scene) -> Scene {
    Scene { size: (4032, 3024), softness: 0.5, noise: 0.006, quality: 95, ..scene }
}

impl Actor {
    /// The whole cast.
    pub fn all() -> Vec<Self> {
        SEEDS.into_iter().filter_map(Self::new).collect()
    }

    /// The student of `seed`; none if its specimen bore no ID number.
    fn new(seed: u64) -> Option<Self> {
        let mut sample = Sample::new(seed);
        for scene in [&mut sample.portrait_side, &mut sample.emblem_side] {
            *scene = carefully(scene.clone());
        }
        // Before a wall, so that the platform's stand-in for a comparison of faces compares faces and not trees.
        sample.portrait.setting = Setting::Wall;
        let number = IdNumber::parse(&sample.specimen.id_number).ok()?;
        let registered = Portrait {
            head: 0.33,
            roll: 0.0,
            size: (1440, 1920),
            setting: Setting::Studio,
            exposure: 1.0,
            ..sample.portrait.clone()
        };
        Some(Self {
            sample,
            number,
            registered,
            student_number: format!("S2022{seed:06}"),
            mobile: format!("1390000{seed:04}"),
        })
    }

    /// The account's first password.
    pub fn password(&self) -> &str {
        self.number.last_six()
    }

    /// Enters the student into the register of persons, with `registered` drawn as `face_jpeg`, and the college's list.
    ///
    /// # Errors
    /// Where the student is there already.
    pub async fn enrol(&self, register: &Register, face_jpeg: Vec<u8>) -> Result<(), RegisterError> {
        let name = self.sample.specimen.name.clone();
        let person = Person {
            name: name.clone(),
            sex: Sex::parse(self.sample.specimen.sex).unwrap_or(self.number.sex()),
            number: self.number.clone(),
            face_jpeg,
        };
        let student = Student {
            name,
            number: self.number.clone(),
            mobile: Some(self.mobile.clone()),
            email: None,
            password: None,
            student_number: self.student_number.clone(),
            class: "入学资格审查2022级01班".into(),
            enrolment: Enrolment::invented(),
        };
        register.add(person).await?;
        register.add_student(student).await
    }
}
