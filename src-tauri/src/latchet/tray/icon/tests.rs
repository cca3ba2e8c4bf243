use super::sheet::{Sheet, over};
use super::*;

const LOOKS: [Look; 4] = [Look::Idle, Look::Running, Look::Waiting, Look::NeedsYou];

/// What is typical of light and of dark panels.
const PANELS: [Argb; 2] = [[255, 0xf5, 0xf5, 0xf5], [255, 0x20, 0x20, 0x20]];

/// Those of [`SIZES`], and what scaled screens and macOS ask for.
const ALL_SIZES: [u16; 10] = [16, 20, 22, 24, 28, 32, 36, 44, 48, 64];

fn icons() -> impl Iterator<Item = Icon> {
    let progress = [None, Some(0), Some(1), Some(9), Some(STEPS - 1), Some(STEPS)];
    LOOKS.into_iter().flat_map(move |look| progress.map(|progress| Icon { look, progress }))
}

fn plain(look: Look) -> Icon {
    Icon { look, progress: None }
}

/// The alphas, by row.
fn rows(icon: Icon, size: u16) -> Vec<Vec<u8>> {
    let pixels = pixels(icon, size);
    pixels.chunks(size.into()).map(|row| row.iter().map(|pixel| pixel[0]).collect()).collect()
}

/// The same, by column.
fn columns(icon: Icon, size: u16) -> Vec<Vec<u8>> {
    let rows = rows(icon, size);
    (0..rows.len()).map(|column| rows.iter().map(|row| row[column]).collect()).collect()
}

/// The lines that are left free before and after.
fn margins(lines: &[Vec<u8>]) -> (usize, usize) {
    let free = |line: &&Vec<u8>| line.iter().all(|alpha| *alpha == 0);
    (lines.iter().take_while(free).count(), lines.iter().rev().take_while(free).count())
}

/// The relative luminance, as the accessibility guidelines have it.
fn luminance([_, red, green, blue]: Argb) -> f32 {
    let linear = |value: u8| {
        let value = f32::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

fn contrast(one: Argb, other: Argb) -> f32 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

#[test]
fn an_icon_is_square_leaves_its_corners_free_and_is_not_cut() {
    for size in ALL_SIZES {
        for icon in icons() {
            let rows = rows(icon, size);
            let last = usize::from(size) - 1;
            assert_eq!(rows.len(), last + 1);
            for (row, column) in [(0, 0), (0, last), (last, 0), (last, last)] {
                // The dot fills its corner as far as a disc does.
                let most =
                    if icon.look == Look::NeedsYou && row + column == 2 * last { 40 } else { 0 };
                assert!(rows[row][column] <= most, "{icon:?} at {size}: {row}, {column}");
            }
            let grid = Grid::new(size, icon.progress.is_some());
            let side = f32::from(size);
            for place in 0..size {
                let along = f32::from(place) + 0.5;
                for (x, y) in
                    [(along, -0.5), (along, side + 0.5), (-0.5, along), (side + 0.5, along)]
                {
                    let beyond = ink(icon, &grid, Point { x, y }.from(grid.centre));
                    assert!(beyond < 0.02, "{icon:?} at {size} goes on at {x}, {y}");
                }
            }
        }
    }
}

#[test]
fn the_looks_differ_without_their_colours() {
    for size in ALL_SIZES {
        for progress in [None, Some(9)] {
            for panel in PANELS {
                let seen = LOOKS.map(|look| {
                    let pixels = pixels(Icon { look, progress }, size);
                    pixels.into_iter().map(|pixel| over(pixel, panel)).collect::<Vec<_>>()
                });
                for (a, b) in [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)] {
                    let pairs = seen[a].iter().zip(&seen[b]);
                    let differing = pairs.filter(|(a, b)| contrast(**a, **b) > 2.0).count();
                    let (one, other) = (LOOKS[a], LOOKS[b]);
                    assert!(
                        differing * 20 > seen[a].len(),
                        "{one:?} and {other:?} at {size}, {progress:?}: {differing} pixels"
                    );
                }
            }
        }
    }
}

#[test]
fn every_colour_stands_out_from_light_and_dark_panels() {
    for look in LOOKS {
        let [red, green, blue] = colour(look);
        for panel in PANELS {
            let contrast = contrast([255, red, green, blue], panel);
            assert!(contrast >= 3.0, "{look:?} on {panel:?}: {contrast}");
        }
        for size in ALL_SIZES {
            let pixels = pixels(plain(look), size);
            assert!(pixels.iter().all(|pixel| pixel[1..] == [red, green, blue]), "{look:?}");
            let [whole, some] =
                [250, 1].map(|least| pixels.iter().filter(|pixel| pixel[0] >= least).count());
            assert!(whole * 3 > some, "{look:?} at {size} is pale: {whole} of {some} pixels");
        }
    }
}

#[test]
fn above_and_below_are_alike_and_the_mark_is_in_the_middle() {
    for size in ALL_SIZES {
        for look in [Look::Idle, Look::Running, Look::Waiting] {
            for progress in [None, Some(0), Some(STEPS)] {
                let icon = Icon { look, progress };
                let rows = rows(icon, size);
                let (above, below) = margins(&rows);
                assert!(above.abs_diff(below) <= 1, "{icon:?} at {size}: {above}, {below}");
                let inked = &rows[above..rows.len() - below];
                for (row, mirrored) in inked.iter().zip(inked.iter().rev()) {
                    let alike = row.iter().zip(mirrored).all(|(a, b)| a.abs_diff(*b) <= 1);
                    assert!(alike, "{icon:?} at {size}: {row:?} and {mirrored:?}");
                }
            }
        }
    }
}

#[test]
fn level_and_upright_edges_lie_between_pixels() {
    for size in ALL_SIZES {
        for look in [Look::Idle, Look::Running] {
            for progress in [None, Some(STEPS)] {
                let icon = Icon { look, progress };
                for lines in [rows(icon, size), columns(icon, size)] {
                    let (_, after) = margins(&lines);
                    let most = lines[lines.len() - 1 - after].iter().max().unwrap();
                    assert!(*most >= 225, "{icon:?} at {size}: {most} in its last line");
                }
                let rows = rows(icon, size);
                let most = rows[margins(&rows).0].iter().max().unwrap();
                assert!(*most >= 225, "{icon:?} at {size}: {most} in its first row");
            }
            let through_the_bar = &columns(plain(look), size)[usize::from(size / 4)];
            let (above, below) = through_the_bar.split_at(usize::from(size / 2));
            let inked = |alpha: &&u8| **alpha > 2;
            let bar: Vec<u8> = above.iter().rev().take_while(inked).copied().collect();
            let lower = below.iter().take_while(inked).copied();
            let blurred = bar.iter().copied().chain(lower).filter(|alpha| *alpha < 253).count();
            assert!(!bar.is_empty(), "{look:?} at {size} has no bar in its middle");
            assert_eq!(blurred, 0, "{look:?} at {size}: {through_the_bar:?}");
        }
    }
}

#[test]
fn looks_without_a_filling_weigh_about_the_same() {
    for size in ALL_SIZES {
        let weigh = |look| -> u32 {
            pixels(plain(look), size).iter().map(|pixel| u32::from(pixel[0])).sum()
        };
        let idle = weigh(Look::Idle);
        for look in [Look::Waiting, Look::NeedsYou] {
            let percent = weigh(look) * 100 / idle;
            assert!((60..=130).contains(&percent), "{look:?} at {size}: {percent}");
        }
        assert!(weigh(Look::Running) * 5 > idle * 7, "at {size} the filling is not seen");
    }
}

#[test]
fn each_step_towards_the_end_is_seen_and_leaves_the_mark_as_it_is() {
    for size in ALL_SIZES {
        for look in LOOKS {
            let grid = Grid::new(size, true);
            let seen = |step| pixels(Icon { look, progress: Some(step) }, size);
            for step in 0..STEPS {
                let (before, after) = (seen(step), seen(step + 1));
                let mut gained = 0;
                for (place, (before, after)) in before.iter().zip(&after).enumerate() {
                    if before == after {
                        continue;
                    }
                    gained += i32::from(after[0]) - i32::from(before[0]);
                    let [x, y] = [place % usize::from(size), place / usize::from(size)]
                        .map(|place| f32::from(u16::try_from(place).unwrap()) + 0.5);
                    let out = disc(Point { x, y }.from(grid.centre), grid.radius);
                    assert!(out > 0.0, "{look:?} at {size}: step {step} draws on the mark");
                }
                // The dot hides some of the way.
                let hidden = look == Look::NeedsYou && (6..13).contains(&step);
                assert!(hidden || gained > 255, "{look:?} at {size}: step {step} adds {gained}");
            }
        }
    }
}

#[test]
fn progress_goes_clockwise_from_the_top() {
    for size in ALL_SIZES {
        let [none, quarter, half] = [0, STEPS / 4, STEPS / 2]
            .map(|step| rows(Icon { look: Look::Running, progress: Some(step) }, size));
        let half_way = usize::from(size / 2);
        let added = |icon: &[Vec<u8>], right: bool, below: bool| {
            let mut added = 0;
            for (row, (now, before)) in icon.iter().zip(&none).enumerate() {
                for (column, (now, before)) in now.iter().zip(before).enumerate() {
                    // The odd line in the middle belongs to both sides.
                    let apart = row.abs_diff(half_way) > 1 && column.abs_diff(half_way) > 1;
                    if apart && (column > half_way) == right && (row > half_way) == below {
                        added += u32::from(now.abs_diff(*before));
                    }
                }
            }
            added > 0
        };
        assert!(added(&quarter, true, false), "at {size} the first quarter is at the top right");
        assert!(!added(&quarter, true, true), "at {size} the first quarter ends on the right");
        assert!(added(&half, true, true), "at {size} the second quarter is at the bottom right");
        assert!(!added(&half, false, true), "at {size} the second quarter ends at the bottom");
        assert!(!added(&half, false, false), "at {size} the last quarter is still to come");
    }
}

#[test]
fn a_template_is_the_same_shape_in_black() {
    for icon in icons() {
        let (coloured, black) = (pixels(icon, 44), template(icon, 44));
        for ([alpha, ..], black) in coloured.into_iter().zip(black) {
            assert_eq!(black, [alpha, 0, 0, 0]);
        }
    }
}

#[test]
fn each_icon_is_as_it_is_kept() {
    for size in ALL_SIZES {
        let side = usize::from(size);
        let mut sheet = Sheet::new(side * 6, side * LOOKS.len(), [0; 4]);
        for (place, icon) in icons().enumerate() {
            sheet.put([place % 6 * side, place / 6 * side], &pixels(icon, size), 1);
        }
        sheet.is_kept(&format!("src-tauri/src/latchet/tray/icon/kept/{size}.png"));
    }
}

/// To be looked at: in real size, and the small ones enlarged, on a light and on a dark panel.
#[test]
fn the_contact_sheet_shows_them_as_they_are() {
    const PAD: usize = 8;
    let shown = |look, progress| Icon { look, progress };
    let columns = [
        plain(Look::Idle),
        plain(Look::Waiting),
        plain(Look::Running),
        shown(Look::Running, Some(3)),
        shown(Look::Running, Some(12)),
        shown(Look::Running, Some(21)),
        plain(Look::NeedsYou),
        shown(Look::NeedsYou, Some(15)),
    ];
    let lines = SIZES.map(|size| (size, 1)).into_iter().chain([(16, 4), (22, 4), (24, 4)]);
    let lines: Vec<(u16, usize)> = lines.collect();
    let cell = 24 * 4 + PAD;
    let across = cell * columns.len() + PAD;
    let down: usize = lines.iter().map(|(size, scale)| usize::from(*size) * scale + PAD).sum();
    let mut sheet = Sheet::new(across * PANELS.len(), down + PAD, PANELS[0]);
    for (place, panel) in PANELS.into_iter().enumerate() {
        sheet.fill([place * across, 0, across, down + PAD], panel);
        let mut top = PAD;
        for &(size, scale) in &lines {
            let side = usize::from(size) * scale;
            for (column, icon) in columns.into_iter().enumerate() {
                let left = place * across + PAD + column * cell + (cell - PAD - side) / 2;
                sheet.put([left, top], &pixels(icon, size), scale);
            }
            top += side + PAD;
        }
    }
    sheet.is_kept("docs/screens/tray-icons.png");
}
