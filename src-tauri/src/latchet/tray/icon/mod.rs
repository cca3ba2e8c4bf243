//! The icon, drawn: the program's mark in the form and the colour of a state, on light and dark
//! panels.

mod grid;
mod mark;
mod shape;

use std::f32::consts::TAU;

use self::grid::Grid;
use self::shape::{Point, arc, bar, coverage, cut, disc, ring, sector};
use super::picture::{Icon, Look, STEPS};

/// The sizes that panels ask for.
pub(super) const SIZES: [u16; 6] = [16, 22, 24, 32, 48, 64];

/// One pixel: alpha, red, green, blue, the colours not multiplied by alpha.
pub(super) type Argb = [u8; 4];

type Colour = [u8; 3];

const QUIET: Colour = [0x75, 0x7d, 0x86];
const BRAND: Colour = [0x15, 0x86, 0x97];
const BUSY: Colour = [0x6b, 0x74, 0xe0];
const AMBER: Colour = [0xc4, 0x76, 0x0e];

/// The pixels of a square icon, row by row.
pub(super) fn pixels(icon: Icon, size: u16) -> Vec<Argb> {
    let grid = Grid::new(size, icon.progress.is_some());
    let mut pixels = Vec::with_capacity(usize::from(size) * usize::from(size));
    for y in 0..size {
        for x in 0..size {
            let at = Point { x: f32::from(x) + 0.5, y: f32::from(y) + 0.5 }.from(grid.centre);
            pixels.push(pixel(icon, &grid, at));
        }
    }
    pixels
}

const TRACK: f32 = 0.3;

fn pixel(icon: Icon, grid: &Grid, at: Point) -> Argb {
    let colour = match icon.look {
        Look::Idle => QUIET,
        Look::Running => BRAND,
        Look::Waiting => BUSY,
        Look::NeedsYou => AMBER,
    };
    let mut alpha = coverage(mark_of(icon.look, grid, at));
    if let Some(step) = icon.progress {
        let share = f32::from(step) / f32::from(STEPS);
        let track = ring(at, grid.rim, grid.thin);
        let done = track.max(sector(at, share));
        let around = coverage(done).max(coverage(track) * TRACK);
        alpha = alpha.max(around);
    }
    if icon.look == Look::NeedsYou {
        let dot = disc(at.from(grid.corner), grid.dot);
        alpha = alpha.min(1.0 - coverage(dot - grid.gap));
        alpha = alpha.max(coverage(dot));
    }
    [(alpha * 255.0).round() as u8, colour[0], colour[1], colour[2]]
}

fn mark_of(look: Look, grid: &Grid, at: Point) -> f32 {
    let bar = bar(at, grid.bar[0], grid.bar[1], grid.stroke);
    let body = match look {
        Look::Idle | Look::NeedsYou => arc(at, grid.radius, grid.stroke, mark::half_turn()),
        Look::Running => cut(disc(at, grid.radius), bar, grid.gap),
        Look::Waiting => dashes(grid, at),
    };
    body.min(bar)
}

/// Six to a turn, of which the sixth would be where the ring is open.
fn dashes(grid: &Grid, at: Point) -> f32 {
    let each = TAU / 6.0;
    let nearest = (at.y.atan2(at.x) / each).round().clamp(-2.0, 2.0);
    let middle = grid.radius - grid.stroke / 2.0;
    let half = ((middle * each - grid.gap.max(2.0) - grid.stroke) / 2.0 / middle).max(0.0);
    arc(at.turned(-nearest * each), grid.radius, grid.stroke, half)
}
