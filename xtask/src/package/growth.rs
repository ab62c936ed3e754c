//! How a library grows: what it weighs today against what docs/size.md says.

use super::grouped;

/// The most that a stripped shared library without weights may weigh, in bytes: what it adds to an app's download, before
/// compression.
const BUDGET: u64 = 9_000_000;

/// Growth since the last entry that is worth a second look, in per cent.
const NOTABLE: u64 = 2;

/// Where each size is written down that a change brought: the table's last row is the last one.
const HISTORY: &str = include_str!("../../../docs/size.md");

/// Holds any phone's library to the budget.
pub(super) fn check(bytes: u64) -> Result<(), String> {
    if bytes <= BUDGET {
        return Ok(());
    }
    Err(format!("{} bytes, and {} are allowed: see docs/size.md", grouped(bytes), grouped(BUDGET)))
}

/// What is to be said of this machine's library, whose history it is.
pub(super) fn tell(bytes: u64) -> String {
    last(HISTORY).map_or_else(|| "docs/size.md has no table of sizes".into(), |last| compare(bytes, last))
}

fn compare(bytes: u64, last: u64) -> String {
    let growth = (bytes as f64 / last as f64 - 1.0) * 100.0;
    let told = format!("{} bytes, {growth:+.1} % since the last row of docs/size.md", grouped(bytes));
    if bytes * 100 > last * (100 + NOTABLE) {
        return format!("WARNING: {told}. If that is worth it, add a row that says for what");
    }
    told
}

/// The last row's bytes: rows begin with a date.
fn last(history: &str) -> Option<u64> {
    let mut rows = history.lines().filter(|line| line.starts_with("| 2"));
    let bytes = rows.next_back()?.split('|').nth(3)?;
    bytes.trim().replace(',', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_is_the_last_size_allowed() {
        check(BUDGET).unwrap();
        let why = check(BUDGET + 1).unwrap_err();
        assert!(why.contains("9,000,001") && why.contains("9,000,000"), "{why}");
    }

    #[test]
    fn the_history_is_within_the_budget() {
        let last = last(HISTORY).unwrap();
        assert!((1_000_000..=BUDGET).contains(&last), "{last}");
    }

    #[test]
    fn the_last_row_counts() {
        let history = "| date | Rust | bytes | why |\n|---|---|---|---|\n| 2026-01-02 | 1.94 | 1,000 | a |\n| 2026-02-03 | 1.95 | 2,345 | b |\n\n2 more";
        assert_eq!(last(history), Some(2_345));
        assert_eq!(last("nothing"), None);
    }

    #[test]
    fn growth_is_warned_of_beyond_two_per_cent() {
        assert_eq!(compare(1_020_000, 1_000_000), "1,020,000 bytes, +2.0 % since the last row of docs/size.md");
        assert!(compare(1_021_000, 1_000_000).starts_with("WARNING: 1,021,000 bytes, +2.1 %"));
        assert!(compare(900_000, 1_000_000).contains("-10.0 %"));
    }
}
