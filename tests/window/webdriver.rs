//! The little of the `WebDriver` protocol that is needed here, over a plain socket.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// No condition takes this long to come true.
const PATIENCE: Duration = Duration::from_secs(30);
/// Between two looks at a condition.
const PAUSE: Duration = Duration::from_millis(20);
/// The protocol's name for "this is an element".
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Looks again and again until there is something.
#[track_caller]
pub(crate) fn await_some<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(started.elapsed() < PATIENCE, "after {PATIENCE:?} there was no {what}");
        thread::sleep(PAUSE);
    }
}

/// A driver process and the one program that it runs.
pub(crate) struct WebDriver {
    process: Child,
    port: u16,
    session: String,
    display: String,
}

impl WebDriver {
    /// Starts the program under a driver; both get the environment of `dress`.
    pub(crate) fn open(program: &Path, dress: impl FnOnce(&mut Command)) -> Self {
        let port = free_port();
        let mut command = Command::new("WebKitWebDriver");
        dress(&mut command);
        command
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0);
        let shown = command.get_envs().find(|(name, _)| *name == "DISPLAY").and_then(|(_, at)| at);
        let display = shown.unwrap_or_default().to_string_lossy().into_owned();
        let process = command.spawn().expect("WebKitWebDriver (package webkit2gtk-driver)");
        let mut driver = Self { process, port, session: String::new(), display };
        await_some("driver", || driver.call("GET", "/status", None).ok());
        let options = json!({ "binary": program, "args": [] });
        let wanted = json!({
            "capabilities": { "alwaysMatch": { "webkitgtk:browserOptions": options } }
        });
        let opened = driver.call("POST", "/session", Some(&wanted)).unwrap();
        let session = opened["sessionId"].as_str().map(str::to_owned);
        driver.session = session.unwrap_or_else(|| panic!("no session: {opened}"));
        driver
    }

    /// The body of a function, run in the page.
    #[track_caller]
    pub(crate) fn run(&self, script: &str, arguments: &[Value]) -> Value {
        self.post("execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// As [`WebDriver::run`]; the last argument is a function that takes the result.
    #[track_caller]
    pub(crate) fn run_async(&self, script: &str) -> Value {
        self.post("execute/async", &json!({ "script": script, "args": [] }))
    }

    /// Brings an element to sight and clicks where a person would; one that is covered can't be clicked.
    #[track_caller]
    pub(crate) fn click(&self, css: &str) {
        let element = self.find(css);
        // The driver does not move one that is seen in part, and then can't click its middle.
        let seen = "document.querySelector(arguments[0]).scrollIntoView({ block: 'nearest' })";
        self.run(seen, &[json!(css)]);
        self.post(&format!("element/{element}/click"), &json!({}));
    }

    /// Types into an element, after what is there.
    #[track_caller]
    pub(crate) fn type_into(&self, css: &str, text: &str) {
        let element = self.find(css);
        self.post(&format!("element/{element}/value"), &json!({ "text": text }));
    }

    /// As [`Self::type_into`], the key that closes the window, which may be gone before the driver has
    /// said anything.
    #[track_caller]
    pub(crate) fn close_by(&self, css: &str, key: &str) {
        let path = format!("/session/{}/element/{}/value", self.session, self.find(css));
        let _ = self.call("POST", &path, Some(&json!({ "text": key })));
    }

    /// Makes the window this large.
    #[track_caller]
    pub(crate) fn resize(&self, width: u32, height: u32) {
        self.post("window/rect", &json!({ "width": width, "height": height }));
    }

    /// A picture of what is seen, as PNG, taken from the display: the driver's own never comes where
    /// there is no window manager. The window lies in the display's corner.
    #[track_caller]
    pub(crate) fn picture(&self) -> Vec<u8> {
        // Two frames later everything that was changed is drawn.
        let drawn = "requestAnimationFrame(() => requestAnimationFrame(() => \
                     arguments[0](`${innerWidth}x${innerHeight}+0+0`)))";
        let window = self.run_async(drawn);
        let taken = Command::new("import")
            .args(["-display", &self.display, "-window", "root"])
            .args(["-crop", window.as_str().expect("a size"), "+repage", "png:-"])
            .output()
            .expect("import (package imagemagick)");
        assert!(taken.status.success(), "{}", String::from_utf8_lossy(&taken.stderr));
        taken.stdout
    }

    #[track_caller]
    fn find(&self, css: &str) -> String {
        let found = self.post("element", &json!({ "using": "css selector", "value": css }));
        let id = found[ELEMENT].as_str();
        id.unwrap_or_else(|| panic!("{css} gave {found}")).to_owned()
    }

    #[track_caller]
    fn post(&self, path: &str, body: &Value) -> Value {
        let path = format!("/session/{}/{path}", self.session);
        let value = self.call("POST", &path, Some(body)).unwrap();
        assert!(value.get("error").is_none(), "{path} with {body}: {value}");
        value
    }

    /// The `value` of the answer.
    fn call(&self, method: &str, path: &str, body: Option<&Value>) -> io::Result<Value> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(2 * PATIENCE))?;
        let body = body.map(Value::to_string).unwrap_or_default();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )?;
        let mut reader = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            let line = line.trim_end().to_ascii_lowercase();
            if let Some(given) = line.strip_prefix("content-length:") {
                length = given.trim().parse().map_err(io::Error::other)?;
            }
            if line.is_empty() {
                break;
            }
        }
        let mut answer = vec![0; length];
        reader.read_exact(&mut answer)?;
        let answer: Value = serde_json::from_slice(&answer)?;
        Ok(answer["value"].clone())
    }
}

impl Drop for WebDriver {
    fn drop(&mut self) {
        // Either may have ended by itself, the program last of all.
        let _ = self.call("DELETE", &format!("/session/{}", self.session), None);
        let group = format!("-{}", self.process.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.process.wait();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}
