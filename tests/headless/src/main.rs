//! The program ruxue: the whole review without a phone.

fn main() {}
