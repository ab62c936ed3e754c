//! `cargo xtask targets`: the core, type-checked for phones.

use crate::phone::{PHONES, Phone, Toolchain};
use crate::step::{Ending, Steps, print};

/// Checks for each system's usual phone, or for `all` kinds.
pub(crate) fn run(steps: &mut Steps, all: bool) {
    for phone in PHONES.iter().filter(|phone| all || phone.usual) {
        steps.run(phone.triple, || check(phone));
    }
}

fn check(phone: &'static Phone) -> Ending {
    let toolchain = match Toolchain::find(phone) {
        Ok(toolchain) => toolchain,
        Err(why) => return Ending::Skipped(format!("not checked: {why}")),
    };
    print(&toolchain.description());
    print("Every Rust crate of the core is type-checked; nothing is linked or run.");
    match toolchain.cargo("check") {
        Ok(cargo) => cargo.run(),
        Err(why) => Ending::Failed(why),
    }
}
