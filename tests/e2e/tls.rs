//! A server that speaks TLS, with a certificate that is trusted or is not.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::raw::{self, Request};

/// Signs certificates, and is trusted by whoever is told to.
pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    file: PathBuf,
}

/// What a server shows.
pub(crate) struct Shown {
    certificate: CertificateDer<'static>,
    key: PrivateKeyDer<'static>,
}

impl Authority {
    pub(crate) fn new(folder: &Path) -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        // OpenSSL takes a certificate whose issuer has its own name for one that signed itself.
        params.distinguished_name.push(DnType::CommonName, "an authority");
        let key = KeyPair::generate().unwrap();
        let file = folder.join("authority.pem");
        fs::write(&file, params.self_signed(&key).unwrap().pem()).unwrap();
        Self { issuer: Issuer::new(params, key), file }
    }

    /// Whom to trust, for `SSL_CERT_FILE` or the setting `ca-file`.
    pub(crate) fn file(&self) -> &str {
        self.file.to_str().unwrap()
    }

    pub(crate) fn valid(&self) -> Shown {
        self.valid_for("localhost")
    }

    pub(crate) fn valid_for(&self, host: &str) -> Shown {
        self.signed(&CertificateParams::new([host.to_owned()]).unwrap())
    }

    pub(crate) fn for_another_host(&self) -> Shown {
        self.signed(&CertificateParams::new(["elsewhere.invalid".to_owned()]).unwrap())
    }

    pub(crate) fn expired(&self) -> Shown {
        let mut params = CertificateParams::new(["localhost".to_owned()]).unwrap();
        params.not_before = date_time_ymd(2019, 1, 1);
        params.not_after = date_time_ymd(2020, 1, 1);
        self.signed(&params)
    }

    fn signed(&self, params: &CertificateParams) -> Shown {
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap().der().clone();
        Shown::new(certificate, &key)
    }
}

impl Shown {
    pub(crate) fn self_signed() -> Self {
        let params = CertificateParams::new(["localhost".to_owned()]).unwrap();
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap().der().clone();
        Self::new(certificate, &key)
    }

    fn new(certificate: CertificateDer<'static>, key: &KeyPair) -> Self {
        Self { certificate, key: PrivateKeyDer::Pkcs8(key.serialize_der().into()) }
    }
}

/// A connection under TLS, as the server has it.
pub(crate) type Secured = StreamOwned<ServerConnection, TcpStream>;

/// What puts a connection under TLS, with what this server shows.
pub(crate) fn secures(shown: Shown) -> impl Fn(TcpStream) -> Secured + Send + Sync + 'static {
    let config = config(shown);
    move |stream| StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream)
}

/// Serves `answer`'s bytes for each request that comes in over TLS, for as long as the test runs.
pub(crate) fn serve(
    shown: Shown,
    answer: impl Fn(&Request) -> Vec<u8> + Send + Sync + 'static,
) -> SocketAddr {
    let secured = secures(shown);
    accept(move |stream| {
        let mut stream = secured(stream);
        let Some(request) = raw::read(&mut stream) else { return };
        let _ = stream.write_all(&answer(&request));
        stream.conn.send_close_notify();
        let _ = stream.flush();
    })
}

/// How a server shows it.
pub(crate) fn config(shown: Shown) -> Arc<ServerConfig> {
    let provider = Arc::new(ring::default_provider());
    let config =
        ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.unwrap().with_no_client_auth();
    Arc::new(config.with_single_cert(vec![shown.certificate], shown.key).unwrap())
}

/// Takes connections and never says a word on them.
pub(crate) fn mute() -> SocketAddr {
    accept(|mut stream| {
        // Open until the client has gone.
        let _ = stream.read_to_end(&mut Vec::new());
    })
}

/// Says something that is not TLS.
pub(crate) fn saying(words: &'static [u8]) -> SocketAddr {
    accept(move |mut stream| {
        let _ = stream.write_all(words);
        let _ = stream.read(&mut [0; 1_024]);
    })
}

/// Meets each connection on a thread of its own.
pub(crate) fn accept(met: impl Fn(TcpStream) + Send + Sync + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let met = Arc::new(met);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let met = Arc::clone(&met);
            thread::spawn(move || met(stream.unwrap()));
        }
    });
    address
}
