//! The program's mark: the proportions and the hues that `icons/latchet.svg` draws it in.

use std::f32::consts::PI;

use super::Colour;

/// The ring, to the middle of its stroke.
const RADIUS: f32 = 124.0;
/// The stroke of the ring and of the bar.
const STROKE: f32 = 46.0;
/// Where the ring's two ends are, which is left of its centre: across, and above and below the axis.
const ENDS: [f32; 2] = [182.0, 84.0];
/// The bar on the axis, between the middles of its round ends.
const BAR: [f32; 2] = [114.0, 270.0];
/// The whole ring, from edge to edge.
const DIAMETER: f32 = RADIUS * 2.0 + STROKE;

/// The mark's green and amber, and what goes with them, in a lightness that stands out from light
/// and from dark panels alike.
pub(super) const GREEN: Colour = [0x15, 0x86, 0x97];
pub(super) const AMBER: Colour = [0xc4, 0x76, 0x0e];
pub(super) const VIOLET: Colour = [0x6b, 0x74, 0xe0];
pub(super) const GREY: Colour = [0x75, 0x7d, 0x86];

/// The width of a stroke, as a share of the ring's diameter.
pub(super) const WIDTH: f32 = STROKE / DIAMETER;

/// How far the bar reaches out of the ring, as a share of the ring's diameter.
pub(super) fn reach() -> f32 {
    (centre() - RADIUS - BAR[0]) / DIAMETER
}

/// How far the bar's inner end is beyond the ring's centre, as a share of the ring's diameter.
pub(super) fn tip() -> f32 {
    (BAR[1] + STROKE / 2.0 - centre()) / DIAMETER
}

/// How far the ring goes up and down from its rightmost place, in radians.
pub(super) fn half_turn() -> f32 {
    PI - (ENDS[1] / RADIUS).asin()
}

/// Where the ring's centre is on the axis.
fn centre() -> f32 {
    ENDS[0] + (RADIUS * RADIUS - ENDS[1] * ENDS[1]).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = include_str!("../../../../../icons/latchet.svg");

    #[test]
    fn the_proportions_are_those_of_the_svg() {
        let ([across, above], [left, right]) = (ENDS, BAR);
        let axis = 256.0;
        let [up, down] = [axis - above, axis + above];
        for drawn in [
            format!(r#"stroke-width="{STROKE}" stroke-linecap="round""#),
            format!(r#"d="M{across} {up}A{RADIUS} {RADIUS} 0 1 1 {across} {down}""#),
            format!(r#"d="M{left} {axis}H{right}""#),
        ] {
            assert!(SVG.contains(&drawn), "the SVG draws it otherwise: {drawn}");
        }
    }

    #[test]
    fn the_green_and_the_amber_have_the_hues_of_the_svg() {
        for (colour, before) in [(GREEN, " fill="), (AMBER, "H270\" stroke=")] {
            let (_, after) = SVG.rsplit_once(&format!("{before}\"#")).unwrap();
            let drawn = u32::from_str_radix(&after[..6], 16).unwrap().to_be_bytes();
            let (ours, its) = (hue(colour), hue([drawn[1], drawn[2], drawn[3]]));
            assert!((ours - its).abs() < 4.0, "{ours}° is not {its}°");
        }
    }

    /// In degrees.
    fn hue(colour: Colour) -> f32 {
        let [red, green, blue] = colour.map(f32::from);
        let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
        let sixths = if most <= red {
            (green - blue) / (most - least)
        } else if most <= green {
            2.0 + (blue - red) / (most - least)
        } else {
            4.0 + (red - green) / (most - least)
        };
        (sixths * 60.0).rem_euclid(360.0)
    }
}
