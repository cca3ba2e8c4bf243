//! The build script: how the programs are linked, and what the window's page may ask for.

fn main() {
    let said = |name: &str| std::env::var(name).unwrap_or_default();
    let target = ["ARCH", "OS", "ENV"].map(|part| said(&format!("CARGO_CFG_TARGET_{part}")));
    let mut linked = Vec::new();
    if target[1..] == ["linux", "gnu"] {
        // Packed, the relocations of pointers take little of the file and of memory. Needs glibc 2.36.
        linked.push("-Wl,-z,pack-relative-relocs");
    }
    if target == ["x86_64", "linux", "gnu"] && said("PROFILE") == "release" {
        // Functions of the same code are one. Rust's own linker, lld, can do that; it links here by
        // default.
        linked.push("-Wl,--icf=safe");
    }
    for argument in linked {
        for program in ["latchet", "latchet-window"] {
            println!("cargo::rustc-link-arg-bin={program}={argument}");
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
