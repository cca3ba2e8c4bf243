//! The measures of an icon at a size, fitted to its pixels.

use super::mark;
use super::shape::Point;

/// The measures, in pixels; those with a sign are from the ring's centre.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grid {
    /// The ring's centre, from the picture's corner.
    pub(super) centre: Point,
    /// To the ring's outer edge.
    pub(super) radius: f32,
    /// Of the ring and the bar.
    pub(super) stroke: f32,
    /// The bar's ends.
    pub(super) bar: [f32; 2],
    /// What is left free between parts.
    pub(super) gap: f32,
    /// To the outer edge of the ring that shows progress.
    pub(super) rim: f32,
    /// The width of the ring that shows progress.
    pub(super) thin: f32,
    /// The centre of the dot in the corner.
    pub(super) corner: Point,
    /// The radius of the dot in the corner.
    pub(super) dot: f32,
}

impl Grid {
    /// For an icon of this many pixels, with or without a ring around it that shows progress.
    pub(super) fn new(size: u16, around: bool) -> Self {
        let size = f32::from(size);
        let thin = (size / 16.0).round().max(1.0);
        let gap = (size / 20.0).round().max(1.0);
        let room = if around { size - 2.0 * (thin + gap) } else { size * 0.86 };
        let stroke = (room * mark::WIDTH).round().max(2.0);
        // Both of the bar's edges and of the ring's lie between pixels only if both are odd or even.
        let diameter = ((room - stroke) / 2.0 + 0.25).floor() * 2.0 + stroke;
        let spare = stroke % 2.0 / 2.0;
        // Where that leaves half a pixel over, the mark gives way to the bar, and upwards.
        let centre = Point { x: size / 2.0 + spare, y: size / 2.0 - spare };
        let radius = diameter / 2.0;
        let free = if around { gap - 1.0 } else { (centre.x - radius).floor() };
        let reach = (diameter * mark::reach()).round().min(free);
        let tip = (centre.x + diameter * mark::tip()).round() - centre.x;
        let dot = (size * 0.4).round() / 2.0;
        Self {
            centre,
            radius,
            stroke,
            bar: [-radius - reach, tip],
            gap,
            rim: radius + gap + thin,
            thin,
            corner: Point { x: size - dot, y: size - dot }.from(centre),
            dot,
        }
    }
}
