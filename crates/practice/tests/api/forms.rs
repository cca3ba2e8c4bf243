//! The page's forms, as a browser sends them.

use reqwest::Method;

use crate::harness::{Answer, Server};

pub(crate) async fn page(server: &Server) -> Answer {
    Answer::of(server.request(Method::GET, "/").send().await.unwrap()).await
}

pub(crate) fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    text.split_once(before).unwrap().1.split_once(after).unwrap().0
}

/// Sends a form with these fields and the page's secret.
pub(crate) async fn submit(server: &Server, action: &str, fields: &[(&str, &str)]) -> Answer {
    let page = page(server).await;
    let secret = between(&page.text, r#"name="secret" value=""#, "\"");
    let mut fields = fields.to_vec();
    fields.push(("secret", secret));
    let request = server.request(Method::POST, action).form(&fields);
    Answer::of(request.send().await.unwrap()).await
}

/// Presses the button with these words, with the fields of its form as the page fills them in but
/// for those that are `typed`.
pub(crate) async fn press(server: &Server, words: &str, typed: &[(&str, &str)]) -> Answer {
    let page = page(server).await;
    let (before, after) = page.text.split_once(&format!(">{words}</button>")).unwrap();
    let head = before.rsplit_once("<form").unwrap().1;
    let form = [head, after.split_once("</form>").unwrap().0].concat();
    let button = before.rsplit_once("<button").unwrap().1;

    let mut fields: Vec<(&str, &str)> = form
        .split("<input")
        .skip(1)
        .filter_map(|input| {
            let tag = input.split_once('>').unwrap().0;
            Some((attribute(tag, "name")?, attribute(tag, "value")?))
        })
        .collect();
    for select in form.split("<select").skip(1) {
        let name = attribute(select.split_once('>').unwrap().0, "name").unwrap();
        fields.push((name, between(select, "<option selected>", "</option>")));
    }
    for (name, value) in typed {
        let field = fields.iter_mut().find(|(known, _)| known == name);
        field.unwrap_or_else(|| panic!("no field {name} beside {words}")).1 = value;
    }
    if let Some(name) = attribute(button, "name") {
        fields.push((name, attribute(button, "value").unwrap()));
    }
    let action = attribute(button, "formaction").or_else(|| attribute(head, "action")).unwrap();
    let request = server.request(Method::POST, action).form(&fields);
    Answer::of(request.send().await.unwrap()).await
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    Some(tag.split_once(&format!(" {name}=\""))?.1.split_once('"')?.0)
}
