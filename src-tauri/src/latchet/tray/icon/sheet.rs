//! Pictures of many icons, kept in the repository: compared, or written anew with `LATCHET_ICONS=1`.

use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::Path;

use super::Argb;

/// A picture, row by row.
#[derive(Debug)]
pub(super) struct Sheet {
    width: usize,
    pixels: Vec<Argb>,
}

impl Sheet {
    /// Of one colour.
    pub(super) fn new(width: usize, height: usize, ground: Argb) -> Self {
        Self { width, pixels: vec![ground; width * height] }
    }

    /// Fills a part of it.
    pub(super) fn fill(&mut self, [left, top, width, height]: [usize; 4], colour: Argb) {
        for row in top..top + height {
            self.pixels[row * self.width + left..][..width].fill(colour);
        }
    }

    /// Puts an icon in it, each of its pixels as a square of `scale`, on what is there already.
    pub(super) fn put(&mut self, [left, top]: [usize; 2], icon: &[Argb], scale: usize) {
        let side = icon.len().isqrt();
        for (place, pixel) in icon.iter().enumerate() {
            for row in 0..scale {
                for column in 0..scale {
                    let x = left + place % side * scale + column;
                    let y = top + place / side * scale + row;
                    let there = &mut self.pixels[y * self.width + x];
                    *there = over(*pixel, *there);
                }
            }
        }
    }

    /// The same picture is in the repository at this path.
    pub(super) fn is_kept(&self, path: &str) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        if std::env::var_os("LATCHET_ICONS").is_some() {
            self.write(&path);
        }
        let kept = Self::read(&path);
        assert_eq!((kept.width, kept.pixels.len()), (self.width, self.pixels.len()), "{path:?}");
        for (place, (kept, drawn)) in kept.pixels.iter().zip(&self.pixels).enumerate() {
            // Another system's sine may round otherwise.
            let same = kept.iter().zip(drawn).all(|(kept, drawn)| kept.abs_diff(*drawn) <= 1);
            let (x, y) = (place % self.width, place / self.width);
            assert!(same, "{path:?} at {x}, {y}: {kept:?} is kept, {drawn:?} is drawn");
        }
    }

    fn write(&self, path: &Path) {
        let [width, height] = [self.width, self.pixels.len() / self.width];
        let [width, height] = [width, height].map(|side| u32::try_from(side).unwrap());
        let file = BufWriter::new(File::create(path).unwrap());
        let mut encoder = png::Encoder::new(file, width, height);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_compression(png::Compression::High);
        let rgba: Vec<u8> = self.pixels.iter().flat_map(|[a, r, g, b]| [*r, *g, *b, *a]).collect();
        encoder.write_header().unwrap().write_image_data(&rgba).unwrap();
    }

    fn read(path: &Path) -> Self {
        let file = File::open(path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        let mut reader = png::Decoder::new(BufReader::new(file)).read_info().unwrap();
        let mut rgba = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut rgba).unwrap();
        assert_eq!(frame.color_type, png::ColorType::Rgba, "{path:?}");
        let pixels = rgba.chunks_exact(4).map(|pixel| [pixel[3], pixel[0], pixel[1], pixel[2]]);
        Self { width: usize::try_from(frame.width).unwrap(), pixels: pixels.collect() }
    }
}

/// A pixel over another; where nothing is below, it stays as it is.
pub(super) fn over(pixel: Argb, below: Argb) -> Argb {
    if below[0] == 0 {
        return pixel;
    }
    let alpha = u16::from(pixel[0]);
    let mixed = |place: usize| {
        let sum = u16::from(pixel[place]) * alpha + u16::from(below[place]) * (255 - alpha);
        u8::try_from((sum + 127) / 255).unwrap()
    };
    [255, mixed(1), mixed(2), mixed(3)]
}
