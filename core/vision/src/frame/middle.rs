use super::outline;
use super::planes::{Area, Frame};
use crate::plane::Plane;
use ruxue_rules::{Rect, Subject};
use std::ops::Range;

/// Cells of the grid along its longer side, at most: 0.27 mm of a card that fills its outline, about the thinnest stroke.
const CELLS: usize = 320;

/// How much coarser the second grid is: print and eyes are still in it, their edges are not.
pub(super) const COARSER: usize = 6;

/// What lies inside the outline, as a grid of mean levels. Its size follows the outline, not the frame: what is measured on it
/// hardly depends on the camera's resolution. It lies as the planes do, not upright, which no measure minds.
pub(super) struct Middle {
    /// Mean level of each cell, 0 to 255.
    pub(super) fine: Plane,
    /// The same, of squares of [`COARSER`] cells each way.
    pub(super) coarse: Plane,
    is_oval: bool,
}

impl Middle {
    pub(super) fn of(frame: &Frame, subject: Subject) -> Self {
        let [width, height] = frame.upright_size();
        let Rect { x, y, width: w, height: h } = outline(subject, width as f32, height as f32);
        let [x, y, w, h] = [x, y, w.max(1.0), h.max(1.0)].map(|v| v as usize);
        let fine = grid(frame, frame.stored(Area { x, y, width: w, height: h }));
        let coarse = fine.reduced(COARSER);
        Self { fine, coarse, is_oval: subject == Subject::Portrait }
    }

    /// The columns of row `y` of a grid that lie inside the outline.
    pub(super) fn columns(&self, grid: &Plane, y: usize) -> Range<usize> {
        let (width, height) = (grid.width(), grid.height());
        if !self.is_oval {
            return 0..width;
        }
        let off = (2 * y + 1) as f32 / height as f32 - 1.0;
        let half = width as f32 / 2.0 * (1.0 - off * off).max(0.0).sqrt();
        let outside = (width as f32 / 2.0 - half).round() as usize;
        outside..width.saturating_sub(outside)
    }

    /// Levels of all fine cells inside the outline.
    pub(super) fn levels(&self) -> Vec<f32> {
        let rows = self.fine.rows().enumerate();
        rows.flat_map(|(y, row)| row.get(self.columns(&self.fine, y)).unwrap_or_default()).copied().collect()
    }
}

/// Means over the cells of an area; none is smaller than a pixel.
fn grid(frame: &Frame, area: Area) -> Plane {
    let longer = area.width.max(area.height).max(CELLS);
    let [columns, rows] = [area.width, area.height].map(|side| (side * CELLS / longer).max(1));
    let pixels = (area.width * area.height) as f32 / (columns * rows) as f32;
    let mut levels = Vec::with_capacity(columns * rows);
    let mut sums = vec![0.0; area.width];
    for row in 0..rows {
        sums.fill(0.0);
        let (first, lines) = shares(row, rows, area.height);
        for (line, share) in frame.rows(area).skip(first).zip(lines) {
            sums.iter_mut().zip(line).for_each(|(sum, level)| *sum += share * f32::from(*level));
        }
        levels.extend((0..columns).map(|column| {
            let (first, shares) = shares(column, columns, area.width);
            sums.iter().skip(first).zip(shares).map(|(sum, share)| sum * share).sum::<f32>() / pixels
        }));
    }
    Plane::from_values(columns, rows, levels)
}

/// The first pixel that the cell `index` of `count` over `length` pixels touches, and how much of it and of those after it lies in
/// the cell. Cells end inside of pixels, for cells of one and two pixels in turn would look like structure.
fn shares(index: usize, count: usize, length: usize) -> (usize, impl Iterator<Item = f32>) {
    let size = length as f32 / count as f32;
    let (from, to) = (index as f32 * size, (index + 1) as f32 * size);
    let first = from as usize;
    let pixels = (first..length).map(|pixel| pixel as f32).take_while(move |pixel| *pixel < to);
    (first, pixels.map(move |pixel| to.min(pixel + 1.0) - from.max(pixel)))
}
