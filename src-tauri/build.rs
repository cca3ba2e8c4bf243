//! The build script: how the programs are linked, and what the window's page may ask for.

fn main() {
    let target = |name: &str| std::env::var(format!("CARGO_CFG_TARGET_{name}"));
    if target("OS").is_ok_and(|os| os == "linux") && target("ENV").is_ok_and(|env| env == "gnu") {
        // Packed, the relocations of pointers take little of the file and of memory. Needs glibc 2.36.
        for program in ["latchet", "latchet-window"] {
            println!("cargo::rustc-link-arg-bin={program}=-Wl,-z,pack-relative-relocs");
        }
    }
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
