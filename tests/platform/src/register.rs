use crate::app::App;
use crate::problem::Problem;
use crate::sessions::hash_password;
use rusqlite::params;
use ruxue_rules::{IdNumber, Sex};

/// A person, as the register of persons has them.
#[derive(Clone)]
pub struct Person {
    /// Full name.
    pub name: String,
    /// Sex.
    pub sex: Sex,
    /// 公民身份号码.
    pub number: IdNumber,
    /// The register's photo of the face (JPEG).
    pub face_jpeg: Vec<u8>,
}

/// A student of the college.
#[derive(Clone)]
pub struct Student {
    /// Full name, as the college has it.
    pub name: String,
    /// 公民身份号码.
    pub number: IdNumber,
    /// Mainland mobile number, as another way to log in.
    pub mobile: Option<String>,
    /// E-mail, as another way to log in.
    pub email: Option<String>,
    /// First password; none for the last six characters of the number.
    pub password: Option<String>,
    /// Student number, `S…`.
    pub student_number: String,
    /// Class, such as 入学资格审查2022级01班.
    pub class: String,
}

/// The entry was not made: its number or account is taken, or the database cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("the entry cannot be made: it is there already, or the database cannot be written")]
pub struct RegisterError;

/// Who is known to the platform: fills its tables before a demonstration or test.
#[derive(Clone)]
pub struct Register {
    pub(crate) app: App,
}

impl Register {
    /// Enters a person, or replaces the one of the same number.
    ///
    /// # Errors
    /// Where the database cannot be written.
    pub async fn add(&self, person: Person) -> Result<(), RegisterError> {
        self.app
            .transact(|db| {
                db.execute(
                    "REPLACE INTO persons (number, name, sex, face) VALUES (?, ?, ?, ?)",
                    params![person.number.as_str(), person.name, person.sex.as_str(), person.face_jpeg],
                )?;
                Ok(())
            })
            .map_err(|_| RegisterError)
    }

    /// Enrols a student.
    ///
    /// # Errors
    /// Where a student with that number, mobile, e-mail or student number is enrolled already, or the database cannot be
    /// written.
    pub async fn add_student(&self, student: Student) -> Result<(), RegisterError> {
        self.app
            .transact(|db| {
                let number = student.number.as_str();
                let password = student.password.as_deref().unwrap_or(student.number.last_six());
                db.execute(
                    "INSERT INTO students (number, mobile, email, password_hash, name, student_number, class)
                     VALUES (?, ?, ?, ?, ?, ?, ?)",
                    params![
                        number,
                        student.mobile,
                        student.email,
                        hash_password(password).map_err(|_| Problem::Internal)?,
                        student.name,
                        student.student_number,
                        student.class
                    ],
                )?;
                Ok(())
            })
            .map_err(|_| RegisterError)
    }
}
