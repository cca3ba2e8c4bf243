//! What the environment says, by the rules of POSIX and, for `LANGUAGE`, of GNU gettext.

use std::env;

/// The locales that the user would like to read, the best first.
pub(super) fn wanted() -> Vec<String> {
    of(|name| env::var(name).ok())
}

fn of(variable: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let set = |name| variable(name).filter(|value| !value.is_empty());
    let Some(locale) = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set) else {
        return Vec::new();
    };
    let bare = locale.split(['.', '@']).next().unwrap_or_default();
    // Who wants no language gets none, whatever list is left over from elsewhere.
    let list = if matches!(bare, "C" | "POSIX") { None } else { set("LANGUAGE") };
    let list = list.unwrap_or_default();
    list.split(':').filter(|one| !one.is_empty()).map(str::to_owned).chain([locale]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variables_count_in_the_order_of_posix() {
        for (set, wanted) in [
            (vec![("LANG", "de_DE.UTF-8")], vec!["de_DE.UTF-8"]),
            (vec![("LANG", "de_DE"), ("LC_MESSAGES", "fr_FR")], vec!["fr_FR"]),
            (vec![("LC_MESSAGES", "fr_FR"), ("LC_ALL", "es_ES")], vec!["es_ES"]),
            (vec![("LANG", "nl_NL"), ("LC_ALL", "")], vec!["nl_NL"]),
            (vec![("LANG", "de_CH"), ("LANGUAGE", "gsw::fr")], vec!["gsw", "fr", "de_CH"]),
            (vec![("LANG", "C.UTF-8"), ("LANGUAGE", "de")], vec!["C.UTF-8"]),
            (vec![("LC_ALL", "POSIX"), ("LANG", "de"), ("LANGUAGE", "de")], vec!["POSIX"]),
            (vec![("LANGUAGE", "de")], vec![]),
            (vec![], vec![]),
        ] {
            let variable = |name: &str| {
                let found = set.iter().find(|(other, _)| *other == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(of(variable), wanted, "{set:?}");
        }
    }
}
