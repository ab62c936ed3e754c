//! How the head is turned: the rotation that brings the mean mesh onto this one.

use super::mean_mesh::MEAN_MESH;
use super::mesh::Mesh;

/// Degrees; 0 each for a frontal, upright head.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pose {
    /// Turn to the side, positive to the right of the picture.
    pub(super) yaw: f32,
    /// Nod, positive up.
    pub(super) pitch: f32,
    /// Lean, positive clockwise.
    pub(super) roll: f32,
}

impl Pose {
    /// Pose of a mesh.
    pub(super) fn of(mesh: &Mesh) -> Self {
        let [[_, _, xz], [yx, yy, yz], [_, _, zz]] = rotation(&MEAN_MESH, &mesh.points);
        Self {
            yaw: (-xz).atan2(zz).to_degrees(),
            pitch: yz.clamp(-1.0, 1.0).asin().to_degrees(),
            roll: yx.atan2(yy).to_degrees(),
        }
    }
}

/// The rotation that brings `from` closest to `to`, both about their centres and of any size: Horn 1987, "Closed-form
/// solution of absolute orientation using unit quaternions"; the quaternion is the first eigenvector of a 4 × 4 matrix.
fn rotation(from: &[[f32; 3]], to: &[[f32; 3]]) -> [[f32; 3]; 3] {
    let (from_centre, to_centre) = (centre(from), centre(to));
    let mut s = [[0.0f64; 3]; 3];
    for (p, q) in from.iter().zip(to) {
        for (row, (p, p0)) in s.iter_mut().zip(p.iter().zip(from_centre)) {
            for (sum, (q, q0)) in row.iter_mut().zip(q.iter().zip(to_centre)) {
                *sum += (f64::from(*p) - p0) * (f64::from(*q) - q0);
            }
        }
    }
    let [[xx, xy, xz], [yx, yy, yz], [zx, zy, zz]] = s;
    let n = [
        [xx + yy + zz, yz - zy, zx - xz, xy - yx],
        [yz - zy, xx - yy - zz, xy + yx, zx + xz],
        [zx - xz, xy + yx, yy - xx - zz, yz + zy],
        [xy - yx, zx + xz, yz + zy, zz - xx - yy],
    ];
    let [w, x, y, z] = first_eigenvector(n).map(|v| v as f32);
    [
        [w * w + x * x - y * y - z * z, 2.0 * (x * y - w * z), 2.0 * (x * z + w * y)],
        [2.0 * (x * y + w * z), w * w - x * x + y * y - z * z, 2.0 * (y * z - w * x)],
        [2.0 * (x * z - w * y), 2.0 * (y * z + w * x), w * w - x * x - y * y + z * z],
    ]
}

fn centre(points: &[[f32; 3]]) -> [f64; 3] {
    let mut sum = [0.0; 3];
    for point in points {
        sum.iter_mut().zip(point).for_each(|(sum, &v)| *sum += f64::from(v));
    }
    sum.map(|v| v / points.len().max(1) as f64)
}

/// Unit eigenvector of the largest eigenvalue of a symmetric matrix, by repeated squaring of the matrix made positive:
/// thirty squarings are a power of a billion.
fn first_eigenvector(n: [[f64; 4]; 4]) -> [f64; 4] {
    let norm = |m: &[[f64; 4]; 4]| m.iter().flatten().map(|v| v * v).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
    let shift = norm(&n);
    let mut m = n;
    for (i, row) in m.iter_mut().enumerate() {
        row.iter_mut().enumerate().filter(|(j, _)| *j == i).for_each(|(_, v)| *v += shift);
    }
    for _ in 0..30 {
        let scale = norm(&m);
        let unit = m.map(|row| row.map(|v| v / scale));
        m = unit.map(|row| {
            let mut product = [0.0; 4];
            for (weight, other) in row.iter().zip(&unit) {
                product.iter_mut().zip(other).for_each(|(p, o)| *p += weight * o);
            }
            product
        });
    }
    let length = |row: &[f64; 4]| row.iter().map(|v| v * v).sum::<f64>();
    let longest = m.into_iter().max_by(|a, b| length(a).total_cmp(&length(b))).unwrap_or([1.0, 0.0, 0.0, 0.0]);
    let size = length(&longest).sqrt();
    if size > 0.0 { longest.map(|v| v / size) } else { [1.0, 0.0, 0.0, 0.0] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turned(yaw: f32, pitch: f32, roll: f32) -> Mesh {
        let (y, p, r) = (-yaw.to_radians(), -pitch.to_radians(), roll.to_radians());
        let points = MEAN_MESH
            .iter()
            .map(|&[a, b, c]| {
                let (a, c) = (a * y.cos() + c * y.sin(), c * y.cos() - a * y.sin());
                let (b, c) = (b * p.cos() - c * p.sin(), c * p.cos() + b * p.sin());
                let (a, b) = (a * r.cos() - b * r.sin(), b * r.cos() + a * r.sin());
                [300.0 + 170.0 * a, 200.0 + 170.0 * b, 170.0 * c]
            })
            .collect();
        Mesh { points, presence: 1.0 }
    }

    #[test]
    fn each_angle_is_told_apart_with_its_sign() {
        for (yaw, pitch, roll) in
            [(0.0, 0.0, 0.0), (25.0, 0.0, 0.0), (0.0, -20.0, 0.0), (0.0, 0.0, 15.0), (0.0, 0.0, 100.0)]
        {
            let pose = Pose::of(&turned(yaw, pitch, roll));
            let off = (pose.yaw - yaw).abs().max((pose.pitch - pitch).abs()).max((pose.roll - roll).abs());
            assert!(off < 0.1, "{pose:?} for {yaw} {pitch} {roll}");
        }
    }

    #[test]
    fn a_face_that_looks_right_has_its_nose_right() {
        let nose = turned(30.0, 0.0, 0.0).point(1);
        assert!(nose.x > 300.0);
        let nose_up = turned(0.0, 30.0, 0.0).point(1);
        assert!(nose_up.y < turned(0.0, 0.0, 0.0).point(1).y);
    }
}
