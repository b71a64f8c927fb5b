//! Six numbers that move, turn and stretch points, as PDF writes them.
//!
//! Knows nothing of pages.

/// `[a, b, c, d, e, f]`: x' = a·x + c·y + e, y' = b·x + d·y + f.
pub(super) type Matrix = [f64; 6];

/// Leaves everything where it is.
pub(super) const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// Moves to the right and up.
pub(super) fn shift(right: f64, up: f64) -> Matrix {
    [1.0, 0.0, 0.0, 1.0, right, up]
}

/// What `first`, and `second` after it, do to a point.
pub(super) fn then(first: &Matrix, second: &Matrix) -> Matrix {
    let [a, b, c, d, e, f] = *first;
    let [p, q, r, s, t, u] = *second;
    [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u]
}

/// Where the point goes.
pub(super) fn apply(matrix: &Matrix, x: f64, y: f64) -> (f64, f64) {
    let [a, b, c, d, e, f] = *matrix;
    (a * x + c * y + e, b * x + d * y + f)
}

/// Turns a page, whose points count downwards, by quarters to the left.
pub(super) fn quarter_turns_back(quarters: usize) -> Matrix {
    match quarters % 4 {
        1 => [0.0, -1.0, 1.0, 0.0, 0.0, 0.0],
        2 => [-1.0, 0.0, 0.0, -1.0, 0.0, 0.0],
        3 => [0.0, 1.0, -1.0, 0.0, 0.0, 0.0],
        _ => IDENTITY,
    }
}

/// Length of a step.
pub(super) fn length(x: f64, y: f64) -> f64 {
    x.hypot(y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_is_done_first() {
        let doubled = [2.0, 0.0, 0.0, 2.0, 0.0, 0.0];
        assert_eq!(apply(&then(&shift(1.0, 0.0), &doubled), 1.0, 1.0), (4.0, 2.0));
        assert_eq!(apply(&then(&doubled, &shift(1.0, 0.0)), 1.0, 1.0), (3.0, 2.0));
        assert_eq!(length(3.0, 4.0), 5.0);
    }
}
