//! What the rules do, seen from outside.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // helpers of tests may fail as tests do

mod account;
mod card;
mod guide;
mod id_number;
mod judge_card;
mod judge_portrait;
mod ledger;
mod make;
mod overrule;
mod password;
mod repair;
mod review;
mod text;
