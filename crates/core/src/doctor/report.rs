//! The page for others to read.

use std::path::{MAIN_SEPARATOR, Path};

use super::Check;
use crate::environment::Environment;

/// What stands for what is the user's own.
#[derive(Debug, Clone)]
pub(super) struct Private(Vec<(String, &'static str)>);

impl Private {
    pub(super) fn of(environment: &Environment) -> Self {
        let path = |path: &Path| path.display().to_string();
        let home = &environment.home;
        let user = directories::BaseDirs::new().map(|folders| path(folders.home_dir()));
        let settings = home.settings_file();
        let service = environment.folder();
        let folder = service.file_name().map(|name| name.to_string_lossy().into_owned());
        let own = [
            (Some(environment.origin.to_string()), "the service"),
            (folder.map(|name| format!("services{MAIN_SEPARATOR}{name}")), "services"),
            (Some(environment.origin.host().to_owned()), "the service"),
            (user, "~"),
            (Some(path(home.data_folder())), "…"),
            (settings.parent().map(path), "…"),
        ];
        Self::from(own)
    }

    fn from(own: impl IntoIterator<Item = (Option<String>, &'static str)>) -> Self {
        let own = own.into_iter().filter_map(|(own, public)| Some((own?, public)));
        let mut own: Vec<_> = own.filter(|(own, _)| own.len() > 1).collect();
        // What holds another goes before it.
        own.sort_by_key(|(own, _)| std::cmp::Reverse(own.len()));
        Self(own)
    }

    fn clean(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, (own, public)| text.replace(own, public))
    }

    pub(super) fn report(&self, checks: &[Check]) -> String {
        let lines = checks
            .iter()
            .flat_map(|check| lines(check, check.shared.as_deref().unwrap_or(&check.message)));
        lines.map(|line| self.clean(&line) + "\n").collect()
    }
}

/// How a check reads, with these words for what was found.
pub(super) fn lines(check: &Check, message: &str) -> Vec<String> {
    let first = format!("{:<4} {:<17} {message}", check.state.name(), check.name);
    let next = check.next.iter().map(|next| format!("{:23}{next}", ""));
    std::iter::once(first).chain(next).collect()
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    #[test]
    fn what_is_the_user_s_own_is_not_in_the_report() {
        let own = [
            (Some("/home/kim".to_owned()), "~"),
            (Some("/home/kim/else".to_owned()), "…"),
            (Some("tracker.test".to_owned()), "the service"),
            (None, "nothing"),
        ];
        let check = |message: &str, shared: Option<&str>| Check {
            name: "journal",
            state: State::Bad,
            message: message.to_owned(),
            next: Some("look into /home/kim/else".to_owned()),
            shared: shared.map(str::to_owned),
        };
        let checks = [
            check("tracker.test in /home/kim/a", None),
            check("through proxy.test", Some("through a proxy")),
        ];
        let report = Private::from(own).report(&checks);
        assert_eq!(
            report.lines().map(str::trim).collect::<Vec<_>>(),
            [
                "bad  journal           the service in ~/a",
                "look into …",
                "bad  journal           through a proxy",
                "look into …",
            ]
        );
    }
}
