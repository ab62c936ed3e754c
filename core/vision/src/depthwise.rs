//! Convolutions of each channel by itself. The engine takes one multiplication at a time in these; here several columns are
//! computed at once.

use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};

/// A convolution of each channel by itself with a square kernel, of 3 or 5 places on a side, zeros laid around the picture.
#[derive(Debug)]
pub(crate) struct Depthwise {
    /// Places on a side of the kernel.
    size: usize,
    /// A kernel for each channel, row by row.
    weights: Vec<f32>,
    /// What is added, one a channel.
    bias: Vec<f32>,
    /// Rows and columns from one place to the next.
    steps: [usize; 2],
}

/// Columns that are computed at once: they stay in registers while all of a kernel's places are added.
const LANES: usize = 16;

impl Depthwise {
    /// One with these `weights` (channel, 1, row, column); none where they are of no shape that is computed here.
    pub(crate) fn new(weights: &NdTensor<f32, 4>, bias: &NdTensor<f32, 1>, steps: [usize; 2]) -> Option<Self> {
        let [channels, 1, size, wide] = weights.shape() else { return None };
        let fits = [3, 5].contains(&size) && wide == size && bias.len() == channels && !steps.contains(&0);
        fits.then(|| Self { size, weights: weights.to_vec(), bias: bias.to_vec(), steps })
    }

    /// Convolves `input` (batch, channel, row, column).
    pub(crate) fn run(&self, input: NdTensorView<f32, 4>) -> NdTensor<f32, 4> {
        if self.size == 3 { self.convolved::<3>(input) } else { self.convolved::<5>(input) }
    }

    fn convolved<const SIZE: usize>(&self, input: NdTensorView<f32, 4>) -> NdTensor<f32, 4> {
        let [batch, channels, height, width] = input.shape();
        let [down, across] = self.steps;
        let shape = [batch, channels, height.div_ceil(down), width.div_ceil(across)];
        let mut output = Vec::with_capacity(shape.iter().product());
        // Whole groups of columns and a border, so that no edge needs care.
        let columns = width.next_multiple_of(LANES);
        let row_length = columns + SIZE - 1;
        let mut bordered = vec![0.0; row_length * (height + SIZE - 1)];
        let mut sums = vec![0.0; columns];
        let kernels = self.weights.as_chunks::<SIZE>().0.as_chunks::<SIZE>().0.iter().zip(&self.bias).cycle();
        for (plane, (kernel, bias)) in input.to_contiguous().data().chunks_exact((height * width).max(1)).zip(kernels) {
            for (inner, row) in bordered.chunks_exact_mut(row_length).skip(SIZE / 2).zip(plane.chunks_exact(width)) {
                inner.iter_mut().skip(SIZE / 2).zip(row).for_each(|(inner, value)| *inner = *value);
            }
            for first in (0..height).step_by(down) {
                let rows = bordered.chunks_exact(row_length).skip(first);
                convolve_row(rows, kernel, *bias, &mut sums);
                let kept = sums.get(..width).unwrap_or_default();
                match across {
                    1 => output.extend_from_slice(kept),
                    _ => output.extend(kept.iter().step_by(across)),
                }
            }
        }
        NdTensor::from_data(shape, output)
    }
}

/// One row of sums from the rows around it.
fn convolve_row<'a, const SIZE: usize>(
    rows: impl Iterator<Item = &'a [f32]> + Clone,
    kernel: &[[f32; SIZE]; SIZE],
    bias: f32,
    sums: &mut [f32],
) {
    for (group, sums) in sums.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
        let mut total = [bias; LANES];
        for (row, weights) in rows.clone().zip(kernel) {
            let shifted = row.get(group * LANES..).unwrap_or_default().windows(LANES);
            for (values, weight) in shifted.zip(weights) {
                total.iter_mut().zip(values).for_each(|(total, value)| *total += weight * value);
            }
        }
        *sums = total;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers without a pattern, -1 to 1.
    fn noise<const N: usize>(shape: [usize; N]) -> NdTensor<f32, N> {
        let mut state = 1_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / 8_388_608.0 - 1.0
        };
        NdTensor::from_data(shape, (0..shape.iter().product()).map(|_| next()).collect::<Vec<f32>>())
    }

    /// The sum that defines the convolution, at one place.
    fn defined(input: &NdTensor<f32, 4>, weights: &NdTensor<f32, 4>, bias: f32, [b, c, y, x]: [usize; 4]) -> f32 {
        let size = weights.shape()[2];
        let mut sum = bias;
        for (dy, dx) in (0..size).flat_map(|dy| (0..size).map(move |dx| (dy, dx))) {
            let (y, x) = ((y + dy).wrapping_sub(size / 2), (x + dx).wrapping_sub(size / 2));
            sum += input.get([b, c, y, x]).copied().unwrap_or(0.0) * weights[[c, 0, dy, dx]];
        }
        sum
    }

    #[test]
    fn every_place_is_the_sum_that_defines_it() {
        for (size, steps) in [(3, [1, 1]), (5, [1, 1]), (3, [2, 1]), (5, [2, 2])] {
            for (height, width) in [(1, 1), (5, 16), (4, 37)] {
                let (input, weights, bias) = (noise([2, 3, height, width]), noise([3, 1, size, size]), noise([3]));
                let output = Depthwise::new(&weights, &bias, steps).unwrap().run(input.view());
                assert_eq!(output.shape(), [2, 3, height.div_ceil(steps[0]), width.div_ceil(steps[1])]);
                for [b, c, y, x] in output.indices() {
                    let wanted = defined(&input, &weights, bias[[c]], [b, c, y * steps[0], x * steps[1]]);
                    let found = output[[b, c, y, x]];
                    assert!((found - wanted).abs() < 1e-5, "{size} {steps:?} at {y}, {x}: {found} for {wanted}");
                }
            }
        }
    }

    #[test]
    fn other_kernels_are_left_to_the_engine() {
        let new = |shape: [usize; 4], bias: usize| Depthwise::new(&noise(shape), &noise([bias]), [1, 1]);
        assert!(new([4, 1, 3, 3], 4).is_some());
        assert!(new([4, 2, 3, 3], 4).is_none() && new([4, 1, 1, 7], 4).is_none() && new([4, 1, 3, 3], 3).is_none());
    }
}
