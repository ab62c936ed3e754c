use super::outline;
use super::planes::{Area, Frame};
use crate::plane::Plane;
use ruxue_rules::{Rect, Subject};

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

    /// Whether the cell at column `x`, row `y` of a grid lies inside the outline.
    pub(super) fn holds(&self, grid: &Plane, x: usize, y: usize) -> bool {
        let off = |at: usize, length: usize| (2 * at + 1) as f32 / length as f32 - 1.0;
        !self.is_oval || off(x, grid.width()).powi(2) + off(y, grid.height()).powi(2) <= 1.0
    }

    /// Levels of all fine cells inside the outline.
    pub(super) fn levels(&self) -> Vec<f32> {
        let rows = self.fine.rows().enumerate();
        let cells = rows.flat_map(|(y, row)| row.iter().enumerate().map(move |(x, level)| (x, y, *level)));
        cells.filter(|(x, y, _)| self.holds(&self.fine, *x, *y)).map(|(_, _, level)| level).collect()
    }
}

/// Means over the cells of an area; none is smaller than a pixel.
fn grid(frame: &Frame, area: Area) -> Plane {
    let longer = area.width.max(area.height).max(CELLS);
    let [columns, rows] = [area.width, area.height].map(|side| (side * CELLS / longer).max(1));
    let mut levels = Vec::with_capacity(columns * rows);
    let mut sums = vec![0.0; area.width];
    for row in 0..rows {
        sums.fill(0.0);
        let (first, lines) = shares(row, rows, area.height);
        for (line, share) in frame.rows(area).skip(first).zip(lines) {
            sums.iter_mut().zip(line).for_each(|(sum, level)| *sum += share * f32::from(*level));
        }
        levels.extend((0..columns).map(|column| {
            let (first, pixels) = shares(column, columns, area.width);
            sums.iter().skip(first).zip(pixels).map(|(sum, share)| sum * share).sum::<f32>()
        }));
    }
    Plane::from_values(columns, rows, levels)
}

/// What each pixel counts in the mean of the cell `index` of `count` over `length` pixels, from the first pixel that it touches on:
/// the share of the cell that the pixel fills. Cells end inside of pixels, for cells of one and two pixels in turn would
/// look like structure.
fn shares(index: usize, count: usize, length: usize) -> (usize, impl Iterator<Item = f32>) {
    let size = length as f32 / count as f32;
    let (from, to) = (index as f32 * size, (index + 1) as f32 * size);
    let first = from as usize;
    let pixels = (first..length).map(|pixel| pixel as f32).take_while(move |pixel| *pixel < to);
    (first, pixels.map(move |pixel| (to.min(pixel + 1.0) - from.max(pixel)) / size))
}
