//! The proportions of the program's mark, as `icons/latchet.svg` draws it.

/// The ring, to the middle of its stroke.
const RADIUS: f32 = 124.0;
/// The stroke of the ring and of the bar.
const STROKE: f32 = 46.0;
/// Half of the opening, which is on the left, from the middle of a stroke's end to the axis.
const OPENING: f32 = 84.0;
/// The bar on the axis, between the middles of its round ends.
const BAR: [f32; 2] = [114.0, 270.0];
/// Where the ring's centre is on the axis.
const CENTRE: f32 = 273.215_2;

/// The width of a stroke, as a share of the ring's whole diameter.
pub(super) fn stroke() -> f32 {
    STROKE / (RADIUS * 2.0 + STROKE)
}

/// How far the bar reaches out of the ring, as a share of the ring's whole diameter.
pub(super) fn reach() -> f32 {
    (CENTRE - RADIUS - BAR[0]) / (RADIUS * 2.0 + STROKE)
}

/// How far the bar's inner end is beyond the centre, as a share of the ring's whole diameter.
pub(super) fn tip() -> f32 {
    (BAR[1] + STROKE / 2.0 - CENTRE) / (RADIUS * 2.0 + STROKE)
}

/// How far the ring goes on each side of its rightmost place, in radians.
pub(super) fn half_turn() -> f32 {
    std::f32::consts::PI - (OPENING / RADIUS).asin()
}
