//! The icon, drawn: the program's mark, in a shape and a colour that each tell the state, on light
//! and on dark panels.
//!
//! It is drawn from a few distances at whatever size is asked for, so the resident program carries
//! neither pictures nor a library that reads them.

mod grid;
mod mark;
mod shape;
#[cfg(test)]
mod sheet;
#[cfg(test)]
mod tests;

use std::f32::consts::TAU;

use self::grid::Grid;
use self::shape::{Point, arc, bar, coverage, cut, disc, ring, sector};
use super::picture::{Icon, Look, STEPS};

/// The sizes that panels ask for, in pixels.
#[cfg(any(test, target_os = "linux"))]
pub(super) const SIZES: [u16; 6] = [16, 22, 24, 32, 48, 64];

/// One pixel: alpha, red, green, blue, the colours not multiplied by alpha.
pub(super) type Argb = [u8; 4];

type Colour = [u8; 3];

/// How much of its colour the part of the ring around the mark has that is not yet done.
const TO_COME: f32 = 0.3;

/// The pixels of a square icon, row by row.
pub(super) fn pixels(icon: Icon, size: u16) -> Vec<Argb> {
    let [red, green, blue] = colour(icon.look);
    let grid = Grid::new(size, icon.progress.is_some());
    let mut pixels = Vec::with_capacity(usize::from(size) * usize::from(size));
    for row in 0..size {
        for column in 0..size {
            let middle = Point { x: f32::from(column) + 0.5, y: f32::from(row) + 0.5 };
            let ink = ink(icon, &grid, middle.from(grid.centre));
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "ink lies between 0 and 1"
            )]
            let alpha = (ink * 255.0).round() as u8;
            pixels.push([alpha, red, green, blue]);
        }
    }
    pixels
}

/// The same in black, for a panel that gives it the colour of its own signs.
#[cfg(any(test, target_os = "macos"))]
pub(super) fn template(icon: Icon, size: u16) -> Vec<Argb> {
    pixels(icon, size).into_iter().map(|[alpha, ..]| [alpha, 0, 0, 0]).collect()
}

fn colour(look: Look) -> Colour {
    match look {
        Look::Idle => mark::GREY,
        Look::Running => mark::GREEN,
        Look::Waiting => mark::VIOLET,
        Look::NeedsYou => mark::AMBER,
    }
}

/// How much of the colour there is at a place, 0 to 1.
fn ink(icon: Icon, grid: &Grid, at: Point) -> f32 {
    let mut ink = coverage(form(icon.look, grid, at));
    if let Some(step) = icon.progress {
        let whole = ring(at, grid.rim, grid.thin);
        let done = whole.max(sector(at, f32::from(step) / f32::from(STEPS)));
        ink = ink.max(coverage(done)).max(coverage(whole) * TO_COME);
    }
    if icon.look == Look::NeedsYou {
        let dot = disc(at.from(grid.corner), grid.dot);
        ink = ink.min(coverage(grid.gap - dot)).max(coverage(dot));
    }
    ink
}

/// The mark: open, filled around its bar, or its ring in dashes.
fn form(look: Look, grid: &Grid, at: Point) -> f32 {
    let [left, right] = grid.bar;
    let bar = bar(at, left, right, grid.stroke);
    let body = match look {
        Look::Idle | Look::NeedsYou => arc(at, grid.radius, grid.stroke, mark::half_turn()),
        Look::Running => cut(disc(at, grid.radius), bar, grid.gap),
        Look::Waiting => dashes(grid, at),
    };
    body.min(bar)
}

/// Five of six that would fill the ring: the sixth is where it is open.
fn dashes(grid: &Grid, at: Point) -> f32 {
    let each = TAU / 6.0;
    let nearest = (at.y.atan2(at.x) / each).round().clamp(-2.0, 2.0);
    let along = grid.radius - grid.stroke / 2.0;
    // As much is free as is thick, or a dashed ring looks whole from afar.
    let between = grid.stroke.max(2.8);
    let length = along * each - between - grid.stroke;
    let half = (length / along / 2.0).max(0.0);
    arc(at.turned(-nearest * each), grid.radius, grid.stroke, half)
}
