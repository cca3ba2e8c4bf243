//! What a row is played on: a user's machine, a service behind whatever stands in between, and a
//! clock that can be put forward.

use std::any::Any;
use std::fs;
use std::io::Write as _;
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};

use chrono::{TimeDelta, Utc};
use latchet_practice::Options;

use super::row::outcomes;
use super::stage::Stage;
use crate::behind::{Behind, free_address, through};
use crate::canary;
use crate::practice::Practice;
use crate::program::{Call, Ended};
use crate::raw::{Raw, Request};
use crate::shim::{Disk, Fault, Kind, Operation};
use crate::world::World;

/// A user's machine with one service.
pub(super) struct Scene {
    pub(super) world: World,
    pub(super) practice: Practice,
    /// What stands before the service, and where.
    front: Option<Raw>,
    address: Option<SocketAddr>,
    /// POSTs at fronts that are gone.
    earlier: usize,
    /// Sessions from before.
    past: usize,
    token: String,
    /// How far ahead the service's clock is of the true time, in seconds, and the computer's.
    service_clock: Arc<AtomicI64>,
    clock: i64,
    clock_library: PathBuf,
    environment: Vec<(String, String)>,
    /// The token is handed over with each start, and stored nowhere.
    is_one_off: bool,
    /// Where nothing may go.
    other: Option<Raw>,
    /// A disk of its own for the journal, and what is wrong with it.
    disk: Option<Disk>,
    fault: Fault,
    /// The start that is sent, or looked up.
    pub(super) number: usize,
    /// While this is there, starts are held up.
    gate: Option<Sender<()>>,
    kept: Vec<Box<dyn Any>>,
}

impl Scene {
    /// A machine with a token saved for a service that does this otherwise.
    pub(super) fn behaving(stage: &Stage, names: &str) -> Self {
        let scene = Self::unsaved(stage, "", |_| None);
        scene.save_token();
        scene.play(names);
        scene
    }

    /// The same for a service that is as documented.
    pub(super) fn strict(stage: &Stage) -> Self {
        Self::behaving(stage, "")
    }

    /// As [`Scene::strict`], and `answer` stands before the service.
    pub(super) fn fronted(
        stage: &Stage,
        answer: impl Fn(&Request, &mut TcpStream, &Behind) + Send + Sync + 'static,
    ) -> Self {
        Self::fronted_behaving(stage, "", answer)
    }

    /// The same before a service that does this otherwise.
    pub(super) fn fronted_behaving(
        stage: &Stage,
        names: &str,
        answer: impl Fn(&Request, &mut TcpStream, &Behind) + Send + Sync + 'static,
    ) -> Self {
        let mut scene = Self::closed(stage);
        scene.open(answer);
        scene.play(names);
        scene
    }

    /// A service that takes a start, does nothing, and closes the connection when it is
    /// [released](Scene::release).
    pub(super) fn held_up(stage: &Stage) -> Self {
        Self::holding(stage, |_, _| Vec::new())
    }

    /// The same, but the start reaches the service at once, and the client gets its answer when that
    /// is released.
    pub(super) fn unanswered(stage: &Stage) -> Self {
        Self::holding(stage, |request, behind| behind.forward(request))
    }

    fn holding(
        stage: &Stage,
        answer: impl Fn(&Request, &Behind) -> Vec<u8> + Send + Sync + 'static,
    ) -> Self {
        let (gate, held) = channel::<()>();
        let held = Mutex::new(held);
        let scene = Self::fronted(stage, move |request, stream, behind| {
            if !request.is_start() {
                return through(request, stream, behind);
            }
            let answer = answer(request, behind);
            // Nothing ever comes: the other end goes.
            let _ = held.lock().unwrap().recv();
            let _ = stream.write_all(&answer);
        });
        Self { gate: Some(gate), ..scene }
    }

    /// As [`Scene::strict`], on a disk of its own.
    pub(super) fn on_a_disk(stage: &Stage) -> Self {
        let mut scene = Self::unsaved(stage, "", |_| None);
        scene.disk = Some(Disk::new(&stage.shim));
        scene.save_token();
        scene
    }

    /// The same, and after `prepare` something befalls one of the operations of the start, by what an
    /// undisturbed one does before its POST and after it.
    pub(super) fn on_a_bad_disk(
        stage: &Stage,
        prepare: impl Fn(&Self),
        befall: impl Fn(&[Operation], &[Operation]) -> Fault,
    ) -> Self {
        let mut undisturbed = Self::held_up_on_a_disk(stage);
        prepare(&undisturbed);
        let start = undisturbed.start_call(&[]).spawn();
        undisturbed.front().await_start();
        let before = undisturbed.disk().operations();
        undisturbed.release();
        start.wait();
        let mut undisturbed = Self::on_a_disk(stage);
        prepare(&undisturbed);
        undisturbed.start().expect_status(0);
        let all = undisturbed.disk().operations();
        let (before, after) = all.split_at(before.len());
        assert!(before.iter().any(|operation| operation.kind == Kind::Sync), "{before:?}");
        let mut scene = Self::on_a_disk(stage);
        prepare(&scene);
        scene.fault = befall(before, after);
        scene
    }

    fn held_up_on_a_disk(stage: &Stage) -> Self {
        let mut scene = Self::held_up(stage);
        // Another token was saved on another disk; the journal is the same.
        scene.disk = Some(Disk::new(&stage.shim));
        scene
    }

    fn disk(&self) -> &Disk {
        self.disk.as_ref().expect("a disk of its own")
    }

    /// The disk is in order again; after a power cut there is what had reached it.
    pub(super) fn mend(&mut self, was_cut: bool) {
        self.fault = Fault::none();
        if was_cut {
            self.disk().come_back(&self.world);
        }
    }

    /// Without locks on files.
    pub(super) fn without_locks(mut self, stage: &Stage) -> Self {
        self.disk = Some(Disk::new(&stage.shim));
        self.fault = Fault::no_locks();
        self
    }

    /// See [`Scene::held_up`].
    pub(super) fn release(&mut self) {
        self.gate = None;
    }

    /// As [`Scene::strict`], and nobody listens at the service's address.
    pub(super) fn closed(stage: &Stage) -> Self {
        let mut scene = Self::unsaved(stage, "", |_| None);
        let address = free_address();
        scene.world.serve(&format!("http://{address}"));
        scene.address = Some(address);
        scene.open(through);
        scene.save_token();
        scene.close();
        scene
    }

    /// A service under another address, at which nothing is sent without the row's doing. The
    /// token is saved for it.
    pub(super) fn elsewhere(
        stage: &Stage,
        names: &str,
        address: impl FnOnce(SocketAddr) -> String,
    ) -> Self {
        let scene = Self::unsaved(stage, names, |practice| Some(address(practice)));
        scene.save_token();
        scene
    }

    /// A machine whose credential store is its own, open and empty.
    pub(super) fn with_own_store(stage: &Stage) -> Self {
        Self::in_world(stage, "", World::with_keyring)
    }

    /// The same, with a token saved in it.
    pub(super) fn with_own_token(stage: &Stage) -> Self {
        let scene = Self::with_own_store(stage);
        scene.save_token();
        scene
    }

    /// A machine with whatever credential store it has.
    pub(super) fn in_world(stage: &Stage, names: &str, world: impl FnOnce(&str) -> World) -> Self {
        let (practice, service_clock) = practice(names);
        let world = world(practice.url()).running(&stage.program);
        Self::new(stage, world, practice, service_clock)
    }

    fn unsaved(
        stage: &Stage,
        names: &str,
        address: impl FnOnce(SocketAddr) -> Option<String>,
    ) -> Self {
        let (practice, service_clock) = practice(names);
        let url = address(practice.address()).unwrap_or_else(|| practice.url().to_owned());
        let world = World::on_bus(stage.keyring.address(), &url).running(&stage.program);
        Self::new(stage, world, practice, service_clock)
    }

    fn new(stage: &Stage, world: World, practice: Practice, service_clock: Arc<AtomicI64>) -> Self {
        let token = practice.token().to_owned();
        Self {
            world,
            practice,
            front: None,
            address: None,
            earlier: 0,
            past: 0,
            token,
            service_clock,
            clock: 0,
            clock_library: stage.clock.clone(),
            environment: Vec::new(),
            is_one_off: false,
            other: None,
            disk: None,
            fault: Fault::none(),
            number: 1,
            gate: None,
            kept: Vec::new(),
        }
    }

    /// From now on `answer` stands before the service.
    pub(super) fn open(
        &mut self,
        answer: impl Fn(&Request, &mut TcpStream, &Behind) + Send + Sync + 'static,
    ) {
        self.close();
        let behind = Behind::at(self.practice.address());
        let address = self.address.expect("a scene with an address of its own");
        let front = Raw::on(address, move |request, stream| answer(request, stream, &behind));
        self.front = Some(front);
    }

    /// From now on nobody listens there.
    pub(super) fn close(&mut self) {
        self.earlier += self.front.take().map_or(0, |front| front.starts().len());
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address.expect("a scene with an address of its own")
    }

    pub(super) fn front(&self) -> &Raw {
        self.front.as_ref().expect("something before the service")
    }

    /// Sees to it that this lives as long as the scene.
    pub(super) fn keep(mut self, something: impl Any) -> Self {
        self.kept.push(Box::new(something));
        self
    }

    /// With a server that is watched.
    pub(super) fn watching(self, other: Raw) -> Self {
        Self { other: Some(other), ..self }
    }

    pub(super) fn other(&self) -> &Raw {
        self.other.as_ref().expect("another server")
    }

    /// With this in the program's environment.
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(super) fn set_environment(&mut self, name: &str, value: &str) {
        self.environment.push((name.to_owned(), value.to_owned()));
    }

    /// What was kept goes.
    pub(super) fn release_kept(&mut self) {
        self.kept.clear();
    }

    /// From now on this token is meant.
    pub(super) fn use_token(&mut self, token: String) {
        self.token = token;
    }

    /// Each start is given its token, which is stored nowhere.
    pub(super) fn one_off(mut self) -> Self {
        self.is_one_off = true;
        self
    }

    /// Time passes.
    pub(super) fn later(&mut self, seconds: i64) {
        self.service_clock.fetch_add(seconds, Ordering::Relaxed);
        self.clock += seconds;
    }

    /// This computer's clock is put forward, or back.
    pub(super) fn set_clock(&mut self, seconds: i64) {
        self.clock += seconds;
    }

    pub(super) fn latchet(&self, arguments: &[&str]) -> Call {
        self.dress(self.world.latchet(arguments))
    }

    /// See [`World::latchet_in_shell`].
    pub(super) fn latchet_in_shell(&self, line: &str, arguments: &[&str]) -> Call {
        self.dress(self.world.latchet_in_shell(line, arguments))
    }

    fn dress(&self, call: Call) -> Call {
        let own = self.environment.iter();
        let mut call = own.fold(call, |call, (name, value)| call.env(name, value));
        if let Some(disk) = &self.disk {
            call = disk.under(call, &self.world, &self.fault);
        }
        if self.clock == 0 {
            return call;
        }
        call.env("LD_PRELOAD", self.clock_library.to_str().unwrap())
            .env("FAKETIME", &format!("{:+}s", self.clock))
            .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
            .env("NO_FAKE_STAT", "1")
    }

    pub(super) fn run(&mut self, arguments: &[&str]) -> Ended {
        self.latchet(arguments).run()
    }

    /// A start with more options.
    pub(super) fn start_call(&self, options: &[&str]) -> Call {
        let arguments = [&["start", "--yes", "--json"], options].concat();
        if self.is_one_off {
            let arguments = [&arguments[..], &["--token-stdin"]].concat();
            return self.latchet(&arguments).input(&self.token);
        }
        self.latchet(&arguments)
    }

    pub(super) fn start(&mut self) -> Ended {
        self.start_call(&[]).run()
    }

    /// What is not settled is looked up, or sent.
    pub(super) fn send(&mut self) -> Ended {
        let number = self.number.to_string();
        self.run(&["pending", "send", &number])
    }

    /// `token set`, with the token that is meant.
    pub(super) fn set_token(&mut self) -> Ended {
        self.latchet(&["token", "set"]).input(&self.token).run()
    }

    /// `token set`, with a new token of the same account.
    pub(super) fn save_another_token(&mut self) -> Ended {
        self.token = self.practice.another_token();
        self.set_token()
    }

    /// Before the row begins. A store that many rows ask at once may be late, so once is not enough.
    fn save_token(&self) {
        let save = || self.latchet(&["token", "set"]).input(&self.token).run();
        let mut saved = save();
        for _ in 0..2 {
            if saved.status == Some(0) {
                break;
            }
            saved = save();
        }
        saved.expect_status(0);
    }

    pub(super) fn posts(&self) -> usize {
        if self.address.is_none() {
            return self.practice.starts();
        }
        self.earlier + self.front.as_ref().map_or(0, |front| front.starts().len())
    }

    /// Those that came of the row's own steps.
    pub(super) fn sessions(&self) -> usize {
        self.practice.sessions() - self.past
    }

    /// From now on the service does this otherwise.
    pub(super) fn play(&self, names: &str) {
        self.practice.behave(names);
    }

    /// The account has had this many sessions, so that its time zone shows.
    pub(super) fn with_a_past(mut self, sessions: usize) -> Self {
        let service = self.practice.server();
        for _ in 0..sessions {
            let session = service.start_on_the_web().unwrap();
            assert!(service.end_session(session), "it runs");
        }
        self.past += sessions;
        self
    }

    /// Every start that the journal knows, by its outcome.
    pub(super) fn journal(&self) -> String {
        let lists = [&["pending", "list", "--json"][..], &["history", "--json"]];
        let ended = lists.map(|arguments| self.latchet(arguments).run());
        if ended.iter().any(|ended| ended.status != Some(0)) {
            return "can't be read".to_owned();
        }
        outcomes(&ended.map(|ended| ended.json()))
    }

    /// Waits until the resident program was asked to go on, and says how.
    pub(super) fn handed_over(&self) -> String {
        let file = self.world.latchet_home().join("handed-over");
        let until = std::time::Instant::now() + std::time::Duration::from_secs(10);
        loop {
            match fs::read_to_string(&file) {
                Ok(text) if text.ends_with('\n') => return text,
                _ if std::time::Instant::now() > until => panic!("nothing was handed over"),
                _ => std::thread::sleep(std::time::Duration::from_millis(10)),
            }
        }
    }

    /// The token is neither told nor kept in a file.
    pub(super) fn expect_no_token(&self, ended: &Ended) {
        for text in [&ended.out, &ended.err] {
            assert_eq!(canary::found(&self.token, text), None, "{}", ended.all());
        }
        let below = |file: &PathBuf| file.starts_with(self.world.latchet_home());
        for file in self.world.files().iter().filter(|file| below(file)) {
            // A file may go while it is looked at.
            let bytes = fs::read(file).unwrap_or_default();
            assert_eq!(canary::found(&self.token, &bytes), None, "{}", file.display());
        }
    }
}

fn practice(names: &str) -> (Practice, Arc<AtomicI64>) {
    let ahead = Arc::new(AtomicI64::new(0));
    let clock = Arc::clone(&ahead);
    let now = move || Utc::now() + TimeDelta::seconds(clock.load(Ordering::Relaxed));
    let behaviours = names.parse().unwrap();
    let practice = Practice::serve_at(Options { behaviours, ..Options::default() }, now);
    // As the computers of all worlds.
    practice.server().set_zone("Etc/UTC").unwrap();
    (practice, ahead)
}
