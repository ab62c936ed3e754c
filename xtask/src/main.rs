//! What developers and CI run: demo, test, models.

fn main() {}
