//! Connected places of a grid.

/// The places connected with `start` (up, down, left, right) for which `belongs` holds, marked in `seen`; none where `start`
/// does not belong or was seen before. Places are numbered row by row, `width` a row; `seen` has one mark for each.
pub(super) fn connected(width: usize, seen: &mut [bool], start: usize, belongs: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut members = Vec::new();
    let mut open = vec![start];
    while let Some(at) = open.pop() {
        match seen.get_mut(at) {
            Some(mark) if !*mark && belongs(at) => *mark = true,
            _ => continue,
        }
        members.push(at);
        if !at.is_multiple_of(width) {
            open.push(at - 1);
        }
        if !(at + 1).is_multiple_of(width) {
            open.push(at + 1);
        }
        open.extend(at.checked_sub(width));
        open.push(at + width);
    }
    members
}
