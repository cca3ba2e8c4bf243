use super::*;

#[cfg(target_os = "linux")]
fn here(folder: &Path) -> Autostart {
    let program = folder.join("my programs/latchet");
    std::fs::create_dir_all(program.parent().unwrap()).unwrap();
    std::fs::write(&program, "").unwrap();
    let (to_text, from_text) = (desktop_entry::to_text, desktop_entry::from_text);
    let file = folder.join("autostart/org.latchet.Latchet.desktop");
    Autostart { program, place: os::Place { file, to_text, from_text } }
}

fn starts(program: &str) -> Found {
    Found::Starts(vec![program.to_owned(), "tray".to_owned()])
}

#[test]
fn what_stands_there_is_told_for_what_it_is() {
    let ours = ["/a/latchet".to_owned(), "tray".to_owned()];
    for (found, state) in [
        (None, State::Not),
        (Some(Found::Disabled), State::Other(Other::Disabled)),
        (Some(Found::Strange), State::Other(Other::Edited)),
        (Some(starts("/a/latchet")), State::Registered),
        (Some(starts("/b/latchet")), State::Other(Other::Edited)),
        (Some(starts("/gone/latchet")), State::Other(Other::Gone("/gone/latchet".to_owned()))),
    ] {
        let told = judge(found.clone(), Some(&ours), |path| !path.starts_with("/gone"));
        assert_eq!(told, state, "{found:?}");
    }
    assert_eq!(judge(Some(starts("/a/latchet")), None, |_| true), State::Other(Other::Edited));
}

#[cfg(target_os = "linux")]
#[test]
fn it_is_registered_and_taken_away_again_and_each_can_be_done_twice() {
    let folder = tempfile::tempdir().unwrap();
    let autostart = here(folder.path());
    assert_eq!(autostart.state().unwrap(), State::Not);
    autostart.unregister().unwrap();
    for _ in 0..2 {
        autostart.register().unwrap();
        assert_eq!(autostart.state().unwrap(), State::Registered);
    }
    for _ in 0..2 {
        autostart.unregister().unwrap();
        assert_eq!(autostart.state().unwrap(), State::Not);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_entry_that_others_changed_is_told_and_mended_by_registering_anew() {
    let folder = tempfile::tempdir().unwrap();
    let autostart = here(folder.path());
    autostart.register().unwrap();
    let whole = std::fs::read_to_string(&autostart.place.file).unwrap();
    let elsewhere = whole.replace("my programs", "other");
    let gone = folder.path().join("other/latchet").display().to_string();
    for (text, told) in [
        (whole.replace("Hidden=false", "Hidden=true"), Other::Disabled),
        (elsewhere, Other::Gone(gone)),
        (whole.replace("--hidden", ""), Other::Edited),
        (String::new(), Other::Edited),
    ] {
        std::fs::write(&autostart.place.file, text).unwrap();
        assert_eq!(autostart.state().unwrap(), State::Other(told));
        autostart.register().unwrap();
        assert_eq!(autostart.state().unwrap(), State::Registered);
    }
    std::fs::write(&autostart.place.file, b"\xff").unwrap();
    assert_eq!(autostart.state().unwrap(), State::Other(Other::Edited));
    autostart.unregister().unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn a_program_that_is_not_there_is_not_registered() {
    let folder = tempfile::tempdir().unwrap();
    let autostart = here(folder.path());
    std::fs::remove_file(&autostart.program).unwrap();
    assert!(matches!(autostart.register(), Err(AutostartError::NoProgram(_))));
    assert!(!autostart.place.file.exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_can_not_be_written_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let autostart = here(folder.path());
    std::fs::write(folder.path().join("autostart"), "a file").unwrap();
    assert!(matches!(autostart.register(), Err(AutostartError::Io(_))));
}

#[cfg(target_os = "linux")]
#[test]
fn an_entry_that_reads_otherwise_than_it_was_written_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut autostart = here(folder.path());
    autostart.place.to_text = |_| "[Desktop Entry]\n".to_owned();
    let told = autostart.register().unwrap_err();
    assert!(matches!(told, AutostartError::NotKept(State::Other(Other::Edited))), "{told}");
}

#[test]
fn everything_about_it_has_words() {
    let texts = crate::texts::Texts::english();
    let wording = crate::wording::Wording(&texts);
    let path = || PathBuf::from("/a/latchet");
    for error in [
        AutostartError::Bound("LATCHET_HOME"),
        AutostartError::Sandbox("Flatpak"),
        AutostartError::NoHome,
        AutostartError::NoProgram(path()),
        AutostartError::Unwritable(path()),
        AutostartError::NotKept(State::Other(Other::Gone("/a".to_owned()))),
        AutostartError::NotKept(State::Other(Other::Disabled)),
        AutostartError::Io(io::ErrorKind::PermissionDenied.into()),
    ] {
        let told = wording.autostart_error(&error).sentence();
        assert!(told.ends_with('.') && !told.contains("autostart-"), "{told}");
    }
    for state in [State::Registered, State::Not, State::Other(Other::Edited)] {
        assert!(!wording.autostart_state(&state).contains("autostart-"));
    }
}
