//! The page reaches nothing but the program that it belongs to.

use std::fs;
use std::net::UdpSocket;

use serde_json::Value;

use crate::desktop::Desktop;
use crate::page::Page;
use crate::practice::Practice;
use crate::raw::Raw;

/// Keeps what the page is kept from.
const LISTEN: &str = "window.kept = [];
    document.addEventListener('securitypolicyviolation', (one) => kept.push(one.blockedURI));";

const KEPT: &str = "return window.kept";

#[track_caller]
fn fetch(page: &Page, address: &str) -> Value {
    page.driver().run_async(&format!(
        "const done = arguments[0];
         fetch('{address}', {{ mode: 'no-cors' }}).then(() => done('reached'), () => done('no'))"
    ))
}

#[test]
fn an_ordinary_visit_violates_no_policy() {
    let practice = Practice::strict();
    let desktop = Desktop::with_token(practice.url(), practice.token());
    let page = desktop.open();
    page.driver().run(LISTEN, &[]);
    page.choose("start", "ago");
    page.click("#token-replace");
    page.send_asked();
    page.await_text("#result-status", "has started");
    page.await_running("running");
    assert_eq!(page.driver().run(KEPT, &[]), Value::Array(Vec::new()));
    let inline = "return document.querySelectorAll('[style], style, script:not([src])').length";
    assert_eq!(page.driver().run(inline, &[]), 0);
    assert_eq!(fetch(&page, "https://example.org"), "no");
    page.await_true("violation that is seen", "return window.kept.length > 0");
}

/// Each way in which a page can reach a network, as it is written in one.
const WAYS: &[&str] = &[
    "fetch(at, { mode: 'no-cors' })",
    "fetch(at, { mode: 'no-cors', method: 'POST', body: 'x', keepalive: true })",
    "const ask = new XMLHttpRequest(); ask.open('GET', at); ask.send()",
    "new WebSocket(at.replace('http', 'ws'))",
    "new EventSource(at)",
    "navigator.sendBeacon(at, 'x')",
    "new Image().src = at",
    "put('img', { srcset: `${at} 1x` })",
    "put('video', { src: at, preload: 'auto' }).load()",
    "put('audio', { src: at, preload: 'auto' }).load()",
    "put('iframe', { src: at })",
    "put('iframe', { srcdoc: `<img src='${at}'><script src='${at}'></script>` })",
    "put('object', { data: at })",
    "put('embed', { src: at })",
    "put('script', { src: at })",
    "put('script', { src: at, type: 'module' })",
    "import(at)",
    "put('style', { textContent: `@import '${at}'; body { background: url(${at}) }` })",
    "document.body.style.backgroundImage = `url(${at})`",
    "document.body.style.cursor = `url(${at}), auto`",
    "document.body.style.filter = `url(${at}#x)`",
    "const sheet = new CSSStyleSheet();
     sheet.replaceSync(`body { border-image: url(${at}) 1 }`);
     document.adoptedStyleSheets = [sheet]",
    "const face = new FontFace('far', `url(${at})`); document.fonts.add(face); void face.load()",
    "put('link', { rel: 'stylesheet', href: at })",
    "put('link', { rel: 'icon', href: at })",
    "put('link', { rel: 'manifest', href: at })",
    "put('link', { rel: 'prefetch', href: at })",
    "put('link', { rel: 'preload', as: 'script', href: at })",
    "put('link', { rel: 'modulepreload', href: at })",
    "put('link', { rel: 'preconnect', href: at })",
    "put('link', { rel: 'preconnect', href: 'http://of-this-test.invalid' })",
    "put('link', { rel: 'dns-prefetch', href: 'http://of-this-test.invalid' })",
    "const drawn = document.createElementNS('http://www.w3.org/2000/svg', 'image');
     drawn.setAttribute('href', at);
     document.querySelector('svg').append(drawn)",
    "const used = document.createElementNS('http://www.w3.org/2000/svg', 'use');
     used.setAttribute('href', `${at}#x`);
     document.querySelector('svg').append(used)",
    "new Worker(at)",
    "new Worker(URL.createObjectURL(new Blob([`fetch('${at}'); importScripts('${at}')`])))",
    "new SharedWorker(at)",
    "navigator.serviceWorker.register(at)",
    "const call = new RTCPeerConnection({ iceServers: [{ urls: at.replace('http://', 'stun:') }] });
     call.createDataChannel('x');
     void call.createOffer().then((offer) => call.setLocalDescription(offer))",
    "new WebTransport(at.replace('http', 'https'))",
    "const form = put('form', { action: at, method: 'post' }); form.submit()",
    "put('form', { action: at, target: '_blank' }).submit()",
    "put('a', { href: at, ping: at }).click()",
    "put('a', { href: at, target: '_blank' }).click()",
    "put('a', { href: at, download: 'x' }).click()",
    "window.open(at)",
    "put('meta', { httpEquiv: 'refresh', content: `0; url=${at}` })",
    "location.assign(at)",
];

#[test]
fn the_page_can_t_reach_any_network() {
    let practice = Practice::strict();
    let listening = Raw::unwanted();
    let heard = UdpSocket::bind(("127.0.0.1", listening.port())).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let trace = folder.path().join("trace");
    let desktop = Desktop::with_keyring(practice.url())
        .without_tray()
        .traced("connect,sendto,sendmsg,sendmmsg", &trace);
    let page = desktop.open();
    let here = page.driver().run("return location.href", &[]);
    let put = "const put = (name, of) => {
        const one = Object.assign(document.createElement(name), of);
        document.body.append(one);
        return one;
    };";
    for (number, way) in WAYS.iter().enumerate() {
        let at = format!("{}/{number}", listening.url());
        // What is refused with an error is refused, and so is what this web view has not.
        let script = format!("const at = arguments[0]; {put} try {{ {way} }} catch {{}}");
        page.driver().run(&script, &[at.into()]);
    }
    // All that was begun is over when the web view has been through the same once more.
    assert_eq!(fetch(&page, &listening.url()), "no");
    page.driver().run_async("setTimeout(arguments[0], 1000)");
    assert_eq!(page.driver().run("return location.href", &[]), here);
    page.await_token("missing");
    assert!(listening.requests().is_empty(), "{:?}", listening.requests());
    assert_eq!(listening.connections(), 0);
    heard.set_nonblocking(true).unwrap();
    assert!(heard.recv(&mut [0; 2_048]).is_err(), "nothing was sent that needs no connection");
    assert!(practice.requests().is_empty(), "{:?}", practice.requests());
    // The same of all its processes, as the system saw it: no name was looked up either.
    let trace = fs::read_to_string(trace).unwrap();
    let reached = trace.lines().filter(|call| call.contains("sa_family="));
    // The driver's own, and where nobody can be.
    let driver = format!("htons({})", desktop.shown().expect("a window").driven_at());
    let is_local = |call: &&str| {
        ["=AF_UNIX", "=AF_NETLINK", &driver, "htons(0)"].iter().any(|known| call.contains(known))
    };
    let (local, far): (Vec<_>, Vec<_>) = reached.partition(is_local);
    assert!(!local.is_empty(), "there was something to see");
    assert!(far.is_empty(), "{far:#?}");
}

#[test]
fn the_page_can_t_be_led_elsewhere() {
    let practice = Practice::strict();
    let desktop = Desktop::with_keyring(practice.url());
    let page = desktop.open();
    let here = page.driver().run("return location.href", &[]);
    page.driver().run("window.open(arguments[0])", &[practice.url().into()]);
    page.driver().run("location.href = arguments[0]", &[practice.url().into()]);
    page.await_token("missing");
    assert_eq!(page.driver().run("return location.href", &[]), here);
    assert!(practice.requests().is_empty(), "{:?}", practice.requests());
}
