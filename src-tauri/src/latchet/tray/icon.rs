//! The icon, drawn: a ring that is empty, filled or broken. Shape and colour both tell the three
//! apart, on light and dark panels.

use super::picture::Look;

/// The sizes that panels ask for.
#[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "one size is asked for elsewhere"))]
pub(super) const SIZES: [u16; 4] = [22, 24, 32, 48];

/// One pixel: alpha, red, green, blue, the colours not multiplied by alpha.
pub(super) type Argb = [u8; 4];

/// The pixels of a square icon, row by row.
pub(super) fn pixels(look: Look, size: u16) -> Vec<Argb> {
    let width = f32::from(size);
    let centre = (width - 1.0) / 2.0;
    let mut pixels = Vec::with_capacity(usize::from(size) * usize::from(size));
    for y in 0..size {
        for x in 0..size {
            let (dx, dy) = (f32::from(x) - centre, f32::from(y) - centre);
            pixels.push(shade(look, dx, dy, width));
        }
    }
    pixels
}

fn shade(look: Look, dx: f32, dy: f32, side: f32) -> Argb {
    let (outer, width) = (side * 0.44, side * 0.13);
    let distance = dx.hypot(dy);
    // How much of the pixel lies inside a disc of this radius.
    let disc = |radius: f32| (radius - distance + 0.5).clamp(0.0, 1.0);
    let ring = disc(outer) - disc(outer - width);
    let (colour, coverage) = match look {
        Look::Idle | Look::Waiting => ([0x8c, 0x93, 0x9c], ring),
        Look::Running => ([0x2f, 0x86, 0xd8], ring.max(disc(outer - width * 1.9))),
        Look::NeedsYou => {
            // Open at the top, with a dot where the gap is pointed at.
            let gap = (dx.abs() - side * 0.14 + 0.5).clamp(0.0, 1.0);
            let open = if dy < 0.0 { ring * gap } else { ring };
            ([0xd9, 0x8c, 0x1a], open.max(disc(side * 0.15)))
        }
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "coverage lies between 0 and 1"
    )]
    let alpha = (coverage * 255.0).round() as u8;
    [alpha, colour[0], colour[1], colour[2]]
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOKS: [Look; 3] = [Look::Idle, Look::Running, Look::NeedsYou];

    #[test]
    fn an_icon_is_square_and_leaves_its_corners_free() {
        for size in SIZES {
            for look in LOOKS {
                let pixels = pixels(look, size);
                assert_eq!(pixels.len(), usize::from(size) * usize::from(size));
                assert_eq!(pixels[0][0], 0, "{look:?} at {size}");
            }
        }
    }

    #[test]
    fn the_looks_differ_in_shape_not_only_in_colour() {
        for size in SIZES {
            let shapes = LOOKS.map(|look| {
                pixels(look, size).iter().map(|pixel| pixel[0] > 127).collect::<Vec<_>>()
            });
            for (a, b) in [(0, 1), (1, 2), (0, 2)] {
                let differing = shapes[a].iter().zip(&shapes[b]).filter(|(a, b)| a != b).count();
                assert!(differing * 50 > shapes[a].len(), "{a} and {b} at {size}: {differing}");
            }
        }
    }
}
