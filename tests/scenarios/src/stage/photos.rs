//! The photos that stories need of a student: drawn once, kept in the target folder.

use crate::cast::Actor;
use ruxue_samples::defect::Edge;
use ruxue_samples::{Assets, Defect, Portrait, PortraitDefect, SampleError, Scene, hostile};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{fs, io};

/// Photos by name.
pub(super) type Files = BTreeMap<&'static str, PathBuf>;

/// Raise it when the same description is drawn in another way.
const VERSION: u32 = 1;

/// Why a photo can't be had.
#[derive(Debug, thiserror::Error)]
pub enum PhotoError {
    /// There is no target folder to keep photos in.
    #[error("no target folder is found to keep photos in")]
    NoFolder,
    /// A sample can't be drawn.
    #[error(transparent)]
    Sample(#[from] SampleError),
    /// A photo can't be kept.
    #[error("{file}: {source}", file = file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Draws photos, and keeps them.
pub(super) struct Photos {
    folder: PathBuf,
    assets: Assets,
    /// One drawing at a time: a photo takes much memory, and two plays often need the same.
    drawing: Mutex<()>,
}

/// What is to be drawn.
#[derive(Debug)]
enum Subject {
    Card(Box<Scene>),
    Portrait(Portrait),
    /// The file of this name of those that a decoder must survive.
    Hostile(&'static str),
}

impl Photos {
    pub(super) fn open() -> Result<Self, PhotoError> {
        let folder = ruxue_models::target_folder().ok_or(PhotoError::NoFolder)?.join("stage").join("photos");
        fs::create_dir_all(&folder).map_err(failure(&folder))?;
        Ok(Self { folder, assets: Assets::load()?, drawing: Mutex::default() })
    }

    /// All photos of `actor`; `another` of the cast is taken for them in some.
    pub(super) fn of(&self, actor: &Actor, another: &Actor) -> Result<Files, PhotoError> {
        let _turn = self.drawing.lock().unwrap_or_else(PoisonError::into_inner);
        subjects(actor, another).into_iter().map(|(name, subject)| Ok((name, self.keep(name, &subject)?))).collect()
    }

    /// The face of `actor` that the register of persons has.
    pub(super) fn registered(&self, actor: &Actor) -> Result<Vec<u8>, PhotoError> {
        let _turn = self.drawing.lock().unwrap_or_else(PoisonError::into_inner);
        let file = self.keep("registered", &Subject::Portrait(actor.registered.clone()))?;
        fs::read(&file).map_err(failure(&file))
    }

    /// Draws `subject` unless it was drawn before. The file is whole or not there: other processes may draw it as well.
    fn keep(&self, name: &str, subject: &Subject) -> Result<PathBuf, PhotoError> {
        let digest = Sha256::digest(format!("{VERSION} {subject:?}"));
        let key: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        let file = self.folder.join(format!("{name}-{key}.jpg"));
        if !file.exists() {
            let partial = self.folder.join(format!("{name}-{key}.{}.partial", std::process::id()));
            fs::write(&partial, self.draw(subject)?).map_err(failure(&partial))?;
            fs::rename(&partial, &file).map_err(failure(&file))?;
        }
        Ok(file)
    }

    fn draw(&self, subject: &Subject) -> Result<Vec<u8>, SampleError> {
        Ok(match subject {
            Subject::Card(scene) => scene.draw(&self.assets)?.jpeg,
            Subject::Portrait(portrait) => portrait.draw(&self.assets)?.jpeg,
            Subject::Hostile(name) => {
                let file = hostile::all()?.into_iter().find(|file| file.name == *name);
                file.map(|file| file.bytes).unwrap_or_default()
            }
        })
    }
}

fn failure(file: &Path) -> impl FnOnce(io::Error) -> PhotoError + '_ {
    |source| PhotoError::File { file: file.into(), source }
}

fn subjects(actor: &Actor, another: &Actor) -> Vec<(&'static str, Subject)> {
    let sample = &actor.sample;
    let card = |scene: &Scene, defect| Subject::Card(Box::new(scene.clone().with(defect)));
    let portrait = |defect| Subject::Portrait(sample.portrait.clone().with(defect));
    let [front, back] = [&sample.portrait_side, &sample.emblem_side];
    vec![
        ("portrait-side", Subject::Card(Box::new(front.clone()))),
        ("emblem-side", Subject::Card(Box::new(back.clone()))),
        ("portrait", Subject::Portrait(sample.portrait.clone())),
        ("portrait-side-blurred", card(front, Defect::Defocus { sigma: 0.25 })),
        ("portrait-side-glare", card(front, Defect::Glare { share: 0.06, at: [0.6, 0.85] })),
        ("emblem-side-cut", card(back, Defect::BorderCut { edge: Edge::Left, share: 0.12 })),
        ("portrait-side-of-another", Subject::Card(Box::new(another.sample.portrait_side.clone()))),
        ("portrait-eyes-closed", portrait(PortraitDefect::EyesClosed)),
        ("portrait-too-far", portrait(PortraitDefect::TooFar(0.15))),
        (
            "portrait-of-another",
            Subject::Portrait(Portrait { person: another.sample.portrait.person, ..sample.portrait.clone() }),
        ),
        ("not-a-photo", Subject::Hostile("text.jpg")),
        ("huge", Subject::Hostile("65,535 wide.jpg")),
    ]
}
