use ruxue_rules::Point;

/// One channel of floats, rows from the top.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plane {
    width: usize,
    height: usize,
    values: Vec<f32>,
}

impl Plane {
    /// A plane whose value at column x, row y is `value(x, y)`.
    pub(crate) fn from_fn(width: usize, height: usize, mut value: impl FnMut(usize, usize) -> f32) -> Self {
        let values = (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).map(|(x, y)| value(x, y)).collect();
        Self { width, height, values }
    }

    /// A plane over `values`, row by row; missing ones are 0.
    pub(crate) fn from_values(width: usize, height: usize, mut values: Vec<f32>) -> Self {
        values.resize(width * height, 0.0);
        Self { width, height, values }
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn height(&self) -> usize {
        self.height
    }

    pub(crate) fn values(&self) -> &[f32] {
        &self.values
    }

    /// Rows, one after the other.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &[f32]> {
        self.values.chunks_exact(self.width.max(1))
    }

    /// The value at column `x`, row `y`; none outside.
    pub(crate) fn get(&self, x: isize, y: isize) -> Option<f32> {
        let (x, y) = (usize::try_from(x).ok()?, usize::try_from(y).ok()?);
        (x < self.width).then(|| self.values.get(y * self.width + x).copied())?
    }

    /// The value at column `x`, row `y`, of the nearest pixel where that is outside.
    pub(crate) fn near(&self, x: isize, y: isize) -> f32 {
        let clamp = |v: isize, len: usize| v.max(0).unsigned_abs().min(len.saturating_sub(1));
        self.values.get(clamp(y, self.height) * self.width + clamp(x, self.width)).copied().unwrap_or(0.0)
    }

    /// The value of the pixel nearest to a place; none outside.
    pub(crate) fn nearest(&self, p: Point) -> Option<f32> {
        let (x, y) = (p.x + 0.5, p.y + 0.5);
        // Compared as floats: rounding down takes a call on some processors, and this is asked a million times a photo.
        let inside = x >= 0.0 && y >= 0.0 && x < self.width as f32 && y < self.height as f32;
        inside.then(|| self.values.get(y as usize * self.width + x as usize).copied())?
    }

    /// The plane reduced to a `factor`-th of its sides, each value the mean of a square; what is left over at the right and lower
    /// edge is dropped, unless nothing else is there.
    pub(crate) fn reduced(&self, factor: usize) -> Self {
        let factor = factor.clamp(1, self.width.min(self.height).max(1));
        let count = (factor * factor) as f32;
        Self::from_fn(self.width / factor, self.height / factor, |x, y| {
            let rows = self.rows().skip(y * factor).take(factor);
            rows.flat_map(|row| row.iter().skip(x * factor).take(factor)).sum::<f32>() / count
        })
    }

    /// Mean over a square of side 2 · `radius` + 1, separably; the edge goes on outside.
    pub(crate) fn blurred(&self, radius: usize) -> Self {
        let across = self.blurred_rows(radius).turned();
        across.blurred_rows(radius).turned()
    }

    /// Blurred by a Gaussian of standard deviation `sigma` pixels; the edge goes on outside.
    pub(crate) fn gaussian(&self, sigma: f32) -> Self {
        let reach = (3.0 * sigma).ceil() as isize;
        let weights: Vec<f32> = (-reach..=reach).map(|i| (-0.5 * (i as f32 / sigma).powi(2)).exp()).collect();
        let total: f32 = weights.iter().sum();
        let pass = |source: &Self, dx: isize, dy: isize| {
            Self::from_fn(self.width, self.height, |x, y| {
                let taps = (-reach..=reach).zip(&weights);
                taps.map(|(i, w)| w * source.near(x as isize + i * dx, y as isize + i * dy)).sum::<f32>() / total
            })
        };
        pass(&pass(self, 1, 0), 0, 1)
    }

    fn blurred_rows(&self, radius: usize) -> Self {
        let r = radius as isize;
        let mut values = Vec::with_capacity(self.values.len());
        for row in self.rows() {
            let at = |x: isize| row.get(x.clamp(0, row.len() as isize - 1) as usize).copied().unwrap_or(0.0);
            let mut sum: f32 = (-r..=r).map(at).sum();
            for x in 0..row.len() as isize {
                values.push(sum / (2 * r + 1) as f32);
                sum += at(x + r + 1) - at(x - r);
            }
        }
        Self { values, ..*self }
    }

    /// Rows for columns. Takes the plane, so that no more than two are held.
    fn turned(self) -> Self {
        Self::from_fn(self.height, self.width, |x, y| self.values.get(x * self.width + y).copied().unwrap_or(0.0))
    }
}

/// Luminance of a pixel (Rec. 601 weights), 0 to 255.
pub(crate) fn luminance(rgb: [impl Into<f32>; 3]) -> f32 {
    let [r, g, b] = rgb.map(Into::into);
    0.299 * r + 0.587 * g + 0.114 * b
}

/// The value below which the share `q` (0 to 1) of `values` lies; 0 for none. Reorders them.
pub(crate) fn percentile(values: &mut [f32], q: f32) -> f32 {
    if values.is_empty() {
        return 0.0;
    }
    let at = (q.clamp(0.0, 1.0) * (values.len() - 1) as f32).round() as usize;
    *values.select_nth_unstable_by(at, f32::total_cmp).1
}
