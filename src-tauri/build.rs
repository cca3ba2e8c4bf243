//! The build script: nothing to do without the window.

fn main() {
    #[cfg(feature = "window")]
    window();
}

/// Has Tauri make a permission for each of the window's commands. Commands that are not named here
/// would be open to every window.
#[cfg(feature = "window")]
fn window() {
    const COMMANDS: &[&str] = &include!("src/window/command_names.in");
    println!("cargo:rerun-if-changed=src-tauri/src/window/command_names.in");
    let attributes = tauri_build::Attributes::new()
        .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS))
        .capabilities_path_pattern("./src-tauri/capabilities/**/*");
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
