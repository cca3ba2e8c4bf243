//! The build script: nothing to do without the window.

fn main() {}
