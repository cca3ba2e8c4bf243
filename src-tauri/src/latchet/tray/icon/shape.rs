//! Plain shapes as signed distances: how far a point lies outside, in pixels; below zero, inside.
//!
//! Shapes are joined by the lesser distance and cut by the greater. Where an edge lies between two
//! pixels, the one inside is covered wholly and the one outside not at all: that is what crisp is.

use std::f32::consts::TAU;

/// A place in the picture, in pixels to the right of and below the ring's centre.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    pub(super) x: f32,
    pub(super) y: f32,
}

impl Point {
    /// The same place as seen from another centre.
    pub(super) fn from(self, centre: Self) -> Self {
        Self { x: self.x - centre.x, y: self.y - centre.y }
    }

    /// The place turned about the centre, in radians, clockwise as it is seen.
    pub(super) fn turned(self, angle: f32) -> Self {
        let (sin, cos) = angle.sin_cos();
        Self { x: self.x * cos - self.y * sin, y: self.x * sin + self.y * cos }
    }
}

/// How much of a pixel at this distance is covered: 0 to 1.
pub(super) fn coverage(distance: f32) -> f32 {
    (0.5 - distance).clamp(0.0, 1.0)
}

/// What is in `shape` and further than `gap` from `other`.
pub(super) fn cut(shape: f32, other: f32, gap: f32) -> f32 {
    shape.max(gap - other)
}

pub(super) fn disc(at: Point, radius: f32) -> f32 {
    at.x.hypot(at.y) - radius
}

/// A ring whose outer edge has this radius.
pub(super) fn ring(at: Point, radius: f32, width: f32) -> f32 {
    (disc(at, radius) + width / 2.0).abs() - width / 2.0
}

/// The part of a [`ring`] that reaches `half` radians up and down from its rightmost place, with
/// round ends beyond.
pub(super) fn arc(at: Point, radius: f32, width: f32, half: f32) -> f32 {
    let at = Point { y: at.y.abs(), ..at };
    if at.y.atan2(at.x) <= half {
        return ring(at, radius, width);
    }
    let end = Point { x: radius - width / 2.0, y: 0.0 }.turned(half);
    disc(at.from(end), width / 2.0)
}

/// A level bar with round ends, from edge to edge.
pub(super) fn bar(at: Point, left: f32, right: f32, width: f32) -> f32 {
    let end = width / 2.0;
    let along = at.x.clamp(left + end, (right - end).max(left + end));
    disc(Point { x: at.x - along, y: at.y }, end)
}

/// The sector that a share of a whole turn sweeps, clockwise from the top.
pub(super) fn sector(at: Point, share: f32) -> f32 {
    let (sin, cos) = (share * TAU).sin_cos();
    // To the left of the line to the top, and beyond the line to where the sweep ends.
    let (before, beyond) = (-at.x, at.x * cos + at.y * sin);
    if share >= 1.0 {
        f32::NEG_INFINITY
    } else if share <= 0.5 {
        before.max(beyond)
    } else {
        before.min(beyond)
    }
}
