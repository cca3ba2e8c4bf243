//! The Secret Service of GNOME Keyring, `KWallet` or `KeePassXC`, over the session bus.
//!
//! Reading and writing is the keyring project's; it waits for ever on a service that is frozen or
//! on a dialog that nobody answers. So a look of our own comes first, over a connection of its own
//! and bounded in time, and the unlocking dialog is ours to watch and to withdraw.

use std::collections::HashMap;
use std::time::Duration;

use futures_util::StreamExt;
use keyring::error::PlatformError;
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;
use zbus::zvariant::{ObjectPath, OwnedObjectPath, OwnedValue, Value};
use zbus::{Connection, MatchRule, Message, MessageStream};
use zbus_secret_service_keyring_store::Store as Native;
use zeroize::Zeroizing;

use crate::vault::keyring::{Keyring, SERVICE};
use crate::vault::store::{Purpose, Waiting};
use crate::vault::{Access, Key, Store, VaultError};

const NAME: &str = "org.freedesktop.secrets";
const ROOT: &str = "/org/freedesktop/secrets";
const SECRETS: &str = "org.freedesktop.Secret.Service";
const COLLECTION: &str = "org.freedesktop.Secret.Collection";
const PROMPT: &str = "org.freedesktop.Secret.Prompt";
const BUS: &str = "org.freedesktop.DBus";

/// The longest that a look may take; less than the vault's three seconds, so that the thread comes
/// back by itself.
const LOOK: Duration = Duration::from_millis(2_500);
/// How often it is checked that somebody still waits for an open dialog.
const TICK: Duration = Duration::from_millis(400);
/// How often the service under an open dialog is felt for, and how long it may take to answer: with a
/// tick, less than three seconds together.
const PULSE: Duration = Duration::from_millis(1_250);

struct SecretService {
    /// For our own calls. It runs only inside `block_on`, on the vault's thread.
    runtime: Runtime,
    /// Opened at the first use; holds its own connection and session key.
    keyring: Option<Keyring>,
}

/// The Secret Service on the session bus. Nothing is contacted yet.
pub(in crate::vault) fn open() -> Result<Box<dyn Store>, VaultError> {
    let runtime =
        Builder::new_current_thread().enable_all().build().map_err(|_| VaultError::Failed)?;
    Ok(Box::new(SecretService { runtime, keyring: None }))
}

/// Every entry of this program, whatever it is for. Empty where the service does not tell.
pub(in crate::vault) fn entries() -> Vec<Key> {
    let Ok(runtime) = Builder::new_current_thread().enable_all().build() else { return Vec::new() };
    runtime.block_on(within(LOOK, all())).unwrap_or_default()
}

async fn all() -> Result<Vec<Key>, VaultError> {
    let bus = connect().await?;
    let attributes = HashMap::from([("service", SERVICE)]);
    let (open, locked): (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) =
        read(&call(&bus, ROOT, SECRETS, "SearchItems", &(attributes,)).await?)?;
    let mut keys = Vec::new();
    for item in open.iter().chain(&locked) {
        let of = ("org.freedesktop.Secret.Item", "Attributes");
        let answer = call(&bus, item, "org.freedesktop.DBus.Properties", "Get", &of).await?;
        let value: OwnedValue = read(&answer)?;
        let attributes = HashMap::<String, String>::try_from(value);
        let user = attributes.ok().and_then(|mut attributes| attributes.remove("username"));
        keys.extend(user.and_then(|user| Key::of_user(&user)));
    }
    Ok(keys)
}

impl SecretService {
    fn keyring(&mut self) -> Result<&Keyring, VaultError> {
        if self.keyring.is_none() {
            // Its errors at this point all mean the same: no service to talk to.
            let store = Native::new().map_err(|_| VaultError::NoStore)?;
            self.keyring = Some(Keyring::new(store, &[("label", "Latchet")], meaning));
        }
        self.keyring.as_ref().ok_or(VaultError::NoStore)
    }
}

/// The dialog was dealt with before; a store that still gives no access was locked in between.
fn meaning(_error: &PlatformError, no_access: bool) -> VaultError {
    if no_access { VaultError::Locked } else { VaultError::Failed }
}

impl Store for SecretService {
    fn access(&mut self, key: &Key) -> Result<Access, VaultError> {
        self.runtime.block_on(within(LOOK, async {
            let found = Found::look(&connect().await?, key).await?;
            Ok(found.access)
        }))
    }

    fn unlock(&mut self, key: &Key, purpose: Purpose, waiting: &Waiting) -> Result<(), VaultError> {
        self.runtime.block_on(async {
            let (bus, prompt) = within(LOOK, async {
                let bus = connect().await?;
                let found = Found::look(&bus, key).await?;
                let prompt = found.ask(&bus, purpose).await?;
                Ok((bus, prompt))
            })
            .await?;
            match prompt {
                Some(prompt) => Dialog { bus: &bus, prompt }.answer(waiting).await,
                None => Ok(()),
            }
        })
    }

    fn save(&mut self, key: &Key, secret: &[u8]) -> Result<(), VaultError> {
        self.keyring()?.save(key, secret)
    }

    fn load(&mut self, key: &Key) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        self.keyring()?.load(key)
    }

    fn remove(&mut self, key: &Key) -> Result<(), VaultError> {
        self.keyring()?.remove(key)
    }
}

/// What a look found.
struct Found {
    access: Access,
    /// The locked thing that stands in the way: the entry, or the collection that may hide it.
    locked: Option<OwnedObjectPath>,
}

impl Found {
    async fn look(bus: &Connection, key: &Key) -> Result<Self, VaultError> {
        let user = key.user();
        let attributes = HashMap::from([("service", SERVICE), ("username", user.as_str())]);
        let (open, mut locked): (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) =
            read(&call(bus, ROOT, SECRETS, "SearchItems", &(attributes,)).await?)?;
        match (open.len(), locked.len()) {
            (1, 0) => return Ok(Self { access: Access::Open, locked: None }),
            (0, 1) => return Ok(Self { access: Access::Locked, locked: locked.pop() }),
            (0, 0) => {}
            (open, locked) => return Err(VaultError::Ambiguous(open + locked)),
        }
        let default: OwnedObjectPath =
            read(&call(bus, ROOT, SECRETS, "ReadAlias", &("default",)).await?)?;
        if default.as_str() == "/" {
            return Ok(Self { access: Access::Hidden, locked: None });
        }
        let properties = "org.freedesktop.DBus.Properties";
        let value: OwnedValue =
            read(&call(bus, &default, properties, "Get", &(COLLECTION, "Locked")).await?)?;
        if bool::try_from(value).map_err(|_| VaultError::Failed)? {
            Ok(Self { access: Access::Hidden, locked: Some(default) })
        } else {
            Ok(Self { access: Access::Open, locked: None })
        }
    }

    /// Asks the service to unlock what is in the way, or to make a first collection to write to.
    /// Returns the dialog that it wants opened for that, if any.
    async fn ask(
        self,
        bus: &Connection,
        purpose: Purpose,
    ) -> Result<Option<OwnedObjectPath>, VaultError> {
        let prompt: OwnedObjectPath = match (self.locked, self.access, purpose) {
            (Some(path), ..) => {
                let objects = vec![ObjectPath::from(path)];
                let (_, prompt): (Vec<OwnedObjectPath>, OwnedObjectPath) =
                    read(&call(bus, ROOT, SECRETS, "Unlock", &(objects,)).await?)?;
                prompt
            }
            (None, Access::Hidden, Purpose::Write) => {
                let label = HashMap::from([(
                    "org.freedesktop.Secret.Collection.Label",
                    Value::from("Default keyring"),
                )]);
                let (_, prompt): (OwnedObjectPath, OwnedObjectPath) = read(
                    &call(bus, ROOT, SECRETS, "CreateCollection", &(label, "default")).await?,
                )?;
                prompt
            }
            _ => return Ok(None),
        };
        Ok((prompt.as_str() != "/").then_some(prompt))
    }
}

/// The service's unlocking dialog.
struct Dialog<'a> {
    bus: &'a Connection,
    prompt: OwnedObjectPath,
}

impl Dialog<'_> {
    /// Opens it and waits for the answer. Ends early when the service freezes or goes away.
    async fn answer(&self, waiting: &Waiting) -> Result<(), VaultError> {
        let (mut answers, owner) = within(LOOK, async {
            let rule = MatchRule::builder()
                .msg_type(zbus::message::Type::Signal)
                .interface(PROMPT)
                .and_then(|rule| rule.member("Completed"))
                .and_then(|rule| rule.path(&self.prompt))
                .map_err(|_| VaultError::Failed)?
                .build();
            let answers =
                MessageStream::for_match_rule(rule, self.bus, None).await.map_err(told)?;
            // By its unique name, so that another service taking its place is not mistaken for it.
            let owner: String = read(
                &self
                    .bus
                    .call_method(
                        Some(BUS),
                        "/org/freedesktop/DBus",
                        Some(BUS),
                        "GetNameOwner",
                        &(NAME,),
                    )
                    .await
                    .map_err(told)?,
            )?;
            call(self.bus, &self.prompt, PROMPT, "Prompt", &("",)).await?;
            Ok((answers, owner))
        })
        .await?;
        let mut pulse = tokio::time::Instant::now() + PULSE;
        loop {
            match timeout(TICK, answers.next()).await {
                Ok(Some(Ok(signal))) => {
                    let (dismissed, _): (bool, OwnedValue) = read(&signal)?;
                    return if dismissed { Err(VaultError::Denied) } else { Ok(()) };
                }
                Ok(_) => return Err(VaultError::Failed),
                Err(_) if waiting.is_over() => {
                    let withdraw = call(self.bus, &self.prompt, PROMPT, "Dismiss", &());
                    // Whether it could still be withdrawn changes nothing for the caller.
                    let _ = timeout(TICK, withdraw).await;
                    return Err(VaultError::Locked);
                }
                Err(_) if tokio::time::Instant::now() >= pulse => {
                    within(PULSE, self.feel(&owner)).await?;
                    pulse = tokio::time::Instant::now() + PULSE;
                }
                Err(_) => {}
            }
        }
    }

    async fn feel(&self, owner: &str) -> Result<(), VaultError> {
        let peer = "org.freedesktop.DBus.Peer";
        let answer = self.bus.call_method(Some(owner), ROOT, Some(peer), "Ping", &()).await;
        answer.map(drop).map_err(told)
    }
}

/// A connection of our own to the session bus; whatever goes wrong, there is no store.
async fn connect() -> Result<Connection, VaultError> {
    Connection::session().await.map_err(|_| VaultError::NoStore)
}

async fn call<B>(
    bus: &Connection,
    path: &str,
    interface: &str,
    method: &str,
    body: &B,
) -> Result<Message, VaultError>
where
    B: serde::ser::Serialize + zbus::zvariant::DynamicType,
{
    bus.call_method(Some(NAME), path, Some(interface), method, body).await.map_err(told)
}

fn read<T>(message: &Message) -> Result<T, VaultError>
where
    T: for<'d> zbus::zvariant::DynamicDeserialize<'d>,
{
    message.body().deserialize().map_err(|_| VaultError::Failed)
}

async fn within<T>(
    limit: Duration,
    work: impl Future<Output = Result<T, VaultError>>,
) -> Result<T, VaultError> {
    timeout(limit, work).await.unwrap_or(Err(VaultError::NotResponding))
}

/// What the bus says about the service.
fn told(error: zbus::Error) -> VaultError {
    let zbus::Error::MethodError(name, ..) = error else { return VaultError::Failed };
    match name.strip_prefix("org.freedesktop.DBus.Error.") {
        Some("ServiceUnknown" | "NameHasNoOwner") => VaultError::NoStore,
        Some(name) if name.starts_with("Spawn.") => VaultError::NoStore,
        Some("NoReply" | "Timeout" | "TimedOut") => VaultError::NotResponding,
        _ => VaultError::Failed,
    }
}
