use crate::app::App;
use crate::attempts::{AttemptRecord, Attempts};
use crate::codes::SentCode;
use jiff::civil::{Date, date};
use rusqlite::params;
use ruxue_rules::{IdNumber, Sex, is_first_password};
use serde::{Deserialize, Serialize};

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
    /// Password so far; none for the last six characters of the number.
    pub password: Option<String>,
    /// Student number, `S…`.
    pub student_number: String,
    /// Class, such as 入学资格审查2022级01班.
    pub class: String,
    /// What else the college has of them.
    pub enrolment: Enrolment,
}

/// 学籍, as the college has it, in its own words.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Enrolment {
    /// College (学院).
    pub college: String,
    /// Programme (专业).
    pub programme: String,
    /// Level (层次), such as 专升本.
    pub level: String,
    /// Form of study (学习形式), such as 函授.
    pub form: String,
    /// Day of enrolment (入学日期).
    pub enrolled_on: Date,
    /// State of the enrolment (学籍状态), such as 在籍.
    pub status: String,
}

impl Enrolment {
    /// One that nobody has.
    pub fn invented() -> Self {
        Self {
            college: "样本学院".into(),
            programme: "工商管理".into(),
            level: "专升本".into(),
            form: "函授".into(),
            enrolled_on: date(2022, 3, 1),
            status: "在籍".into(),
        }
    }
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
        let password = student.password.as_deref().unwrap_or(student.number.last_six());
        let hash = self.app.hash_password(password.to_owned()).await.map_err(|_| RegisterError)?;
        let is_first = is_first_password(password, &student.number);
        self.app
            .transact(|db| {
                db.execute(
                    "INSERT INTO students
                     (number, mobile, email, password_hash, first_password, name, student_number, class, enrolment)
                     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    params![
                        student.number.as_str(),
                        student.mobile,
                        student.email,
                        hash,
                        is_first,
                        student.name,
                        student.student_number,
                        student.class,
                        serde_json::to_string(&student.enrolment)?,
                    ],
                )?;
                Ok(())
            })
            .map_err(|_| RegisterError)
    }

    /// The one-time codes sent since the platform started, oldest first: this platform sends no messages.
    pub fn codes(&self) -> Vec<SentCode> {
        self.app.outbox.list()
    }

    /// All attempts of the student with that number, oldest first.
    ///
    /// # Errors
    /// Where no student has it, or the database cannot be read.
    pub async fn attempts(&self, number: IdNumber) -> Result<Vec<AttemptRecord>, RegisterError> {
        self.app
            .transact(|db| {
                let find = "SELECT id FROM students WHERE number = ?";
                let student = db.query_row(find, [number.as_str()], |row| row.get(0))?;
                Ok(Attempts::of(db, student)?.records())
            })
            .map_err(|_| RegisterError)
    }
}
