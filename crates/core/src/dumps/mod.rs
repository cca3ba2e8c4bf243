//! Nothing of a program's memory lands in a file: a token may be in it.

#[cfg_attr(unix, path = "unix.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod os;

/// Forbids dumps of this process and of what it starts. Among the first lines of `main`.
pub fn forbid() {
    os::forbid();
}
