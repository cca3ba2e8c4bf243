//! The icon as it travels.

use serde::Serialize;
use zbus::zvariant::{OwnedValue, Type, Value};

use super::super::{icon, picture};

/// Width and height in pixels, and the pixels row by row: alpha, red, green, blue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type, Value, OwnedValue)]
pub(super) struct Pixmap {
    width: i32,
    height: i32,
    pixels: Vec<u8>,
}

/// In all the sizes that panels choose from.
pub(super) fn pixmaps(icon: picture::Icon) -> Vec<Pixmap> {
    let drawn = icon::SIZES.map(|size| Pixmap {
        width: i32::from(size),
        height: i32::from(size),
        pixels: icon::pixels(icon, size).concat(),
    });
    drawn.into()
}
