#!/bin/bash
# cross.sh STEP...: what a Linux machine can say of the Windows and macOS builds. `cargo xtask cross` calls it.
#
#   setup   a Debian root with mingw-w64 and Wine, a copy of the Rust toolchain, the source of the
#           standard library of the same version, zig (a C compiler for macOS objects)
#   std     the standard library for x86_64-pc-windows-gnu and aarch64-apple-darwin, into that copy
#   win     everything type-checked and linted for Windows, tests included; the whole program released and linked
#   wine    `latchet.exe --selftest` under Wine: credential store, journal, HTTP
#   wtest   the test suites as Windows programs, run by Wine
#   mac     everything type-checked and linted for macOS, tests included; nothing is linked
#   clean   removes all of it
#
# For Debian on amd64, as root, with nothing but package mirrors in reach. Everything lives in $WORK (6 GB); of the
# host's own only apt's debootstrap is added. Mounts are made for each command alone.
#
# shellcheck disable=SC2016
set -euo pipefail
[ $# -gt 0 ] || { sed -n 2,15p "$0"; exit 2; }
[ "$(id -u)" = 0 ] || { echo "only root may mount what this needs" >&2; exit 1; }
app=$(realpath "$(dirname "$0")/../..")
work=${WORK:-$app/target/cross}
mkdir -p "$work"
work=$(realpath "$work")
root=$work/root toolchain=$work/toolchain jobs=${JOBS:-2}
windows=x86_64-pc-windows-gnu mac=${MAC:-aarch64-apple-darwin}
registry=${CARGO_HOME:-$HOME/.cargo}/registry
mkdir -p "$registry"
say() { echo "[$(date +%T)] $*"; }

# within LINE: a shell line in the root, at a low priority.
within() {
  mkdir -p "$root"/{proc,dev,app,out,opt/toolchain,opt/zig,opt/std,root/.cargo/registry} \
    "$work"/{target,wine,std,zig} "$toolchain"
  root=$root work=$work toolchain=$toolchain app=$app registry=$registry \
    unshare --mount --propagation private bash -ec '
      mount -t proc proc "$root/proc"
      mount --rbind /dev "$root/dev"
      mount --bind "$app" "$root/app"
      mount --bind "$work" "$root/out"
      mount --bind "$toolchain" "$root/opt/toolchain"
      mount --bind "$work/zig" "$root/opt/zig"
      mount --bind "$work/std" "$root/opt/std"
      mount --bind "$registry" "$root/root/.cargo/registry"
      exec nice -n 10 chroot "$root" /usr/bin/env -i HOME=/root LANG=C.UTF-8 TERM=dumb XDG_RUNTIME_DIR=/tmp \
        PATH=/opt/toolchain/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin CARGO_TARGET_DIR=/out/target \
        bash -c "$1"' within "$*"
}

setup() {
  local mirror version
  mirror=$({ cat /etc/apt/sources.list /etc/apt/sources.list.d/*debian*.sources 2>/dev/null || true; } | awk '
    /^URIs:/ { print $2; exit }
    /^deb / { for (i = 2; i <= NF; i++) if ($i ~ /^http/) { print $i; exit } }')
  mirror=${mirror:-http://deb.debian.org/debian}
  if [ ! -e "$root/.ready" ]; then
    say "a bare Debian (trixie)"
    nice -n 10 debootstrap --variant=minbase --include=ca-certificates trixie "$root" "$mirror" \
      >"$work/debootstrap.log" 2>&1
    printf 'deb %s trixie main\ndeb %s trixie-updates main\ndeb %s trixie-backports main\n' \
      "$mirror" "$mirror" "$mirror" >"$root/etc/apt/sources.list"
    # What the host needs to reach its mirrors, the root needs too.
    { grep -lE 'Check-(Valid-Until|Date)|::Proxy|CaInfo' /etc/apt/apt.conf.d/* || true; } |
      xargs --no-run-if-empty cp --target-directory="$root/etc/apt/apt.conf.d"
    cp /etc/resolv.conf /etc/hosts "$root/etc/"
    cp /usr/local/share/ca-certificates/*.crt "$root/usr/local/share/ca-certificates/" 2>/dev/null || true
    say "mingw-w64 and Wine in it"
    within 'update-ca-certificates >/dev/null 2>&1
      export DEBIAN_FRONTEND=noninteractive
      apt-get update -qq && apt-get install -y -qq --no-install-recommends gcc libc6-dev \
        gcc-mingw-w64-x86-64-win32 binutils-mingw-w64-x86-64 wine wine64 pkgconf' >"$work/apt.log" 2>&1
    touch "$root/.ready"
  fi
  if [ ! -e "$toolchain/.ready" ]; then
    version=$(rustc --version | cut -d' ' -f2)
    say "a copy of Rust $version, and the source of its standard library"
    mkdir -p "$toolchain"
    cp -a "$(cd / && rustc --print sysroot)"/{bin,lib} "$toolchain/"
    within "set -e
      v=\$(apt-cache madison rust-src | awk '{print \$3}' | grep -m1 '^$version+') ||
        { echo 'no rust-src $version on the mirror; it has:'; apt-cache madison rust-src; exit 1; }
      cd /opt/std
      apt-get download -qq rust-src=\$v 2>/dev/null
      dpkg-deb --fsys-tarfile rust-src_*.deb | tar x --strip-components=4 ./usr/src/rustc-$version/library"
    mkdir -p "$toolchain/lib/rustlib/src/rust"
    mv "$work/std/library" "$toolchain/lib/rustlib/src/rust/"
    touch "$toolchain/.ready"
  fi
  if [ ! -x "$work/zig/zigcc" ]; then
    say "zig, from the Python Package Index"
    python3 -m pip download -q --no-deps -d "$work/zig" ziglang==0.17.1
    (cd "$work/zig" && python3 -m zipfile -e ziglang-*.whl . && rm ziglang-*.whl && chmod +x ziglang/zig)
    cat >"$work/zig/zigcc" <<'ZIG'
#!/bin/bash
# cc for *-apple-darwin, without the flags of clang that zig has no use for: it brings the headers.
arguments=() skip='' target=aarch64-macos-none
for word in "$@"; do
  if [ -n "$skip" ]; then
    [ "$word" = x86_64 ] && target=x86_64-macos-none
    skip=''
    continue
  fi
  case "$word" in
    --target=x86_64*) target=x86_64-macos-none ;;
    --target=* | -mmacosx-version-min=*) ;;
    -target | -arch | -isysroot) skip=1 ;;
    *) arguments+=("$word") ;;
  esac
done
exec /opt/zig/ziglang/zig cc -target $target "${arguments[@]}"
ZIG
    chmod +x "$work/zig/zigcc"
  fi
}

std() {
  mkdir -p "$work/std/src"
  : >"$work/std/src/lib.rs"
  printf '[package]\nname = "sysroot-build"\nversion = "0.0.0"\nedition = "2021"\n[profile.release]\ndebug = 0\n' \
    >"$work/std/Cargo.toml"
  # As Rust's own build does: the runtime for aborting is compiled with it.
  cat >"$work/std/rustc-wrap.sh" <<'WRAP'
#!/bin/sh
case " $* " in *" --crate-name panic_abort "*) set -- "$@" -C panic=abort ;; esac
exec "$@"
WRAP
  chmod +x "$work/std/rustc-wrap.sh"
  for target in $windows $mac; do
    [ -e "$toolchain/lib/rustlib/$target/.ready" ] && continue
    say "the standard library for $target"
    # With bitcode, since the released program is optimised as one.
    within "set -e
      cd /opt/std
      export CARGO_TARGET_DIR=/opt/std/target RUSTC_BOOTSTRAP=1
      export RUSTC_WRAPPER=/opt/std/rustc-wrap.sh RUSTFLAGS=-Cembed-bitcode=yes
      cargo build -q -j$jobs --release -Zbuild-std=std,panic_abort,panic_unwind,test,proc_macro --target $target
      lib=/opt/toolchain/lib/rustlib/$target/lib
      rm -rf \$lib && mkdir -p \$lib
      cp target/$target/release/deps/*.rlib \$lib/ && rm \$lib/libsysroot_build*
      case $target in *windows-gnu)
        for object in rsbegin rsend; do
          RUSTC_WRAPPER= rustc --target $target -O --emit=obj -o \$lib/\$object.o \
            /opt/toolchain/lib/rustlib/src/rust/library/rtstartup/\$object.rs
        done ;;
      esac
      rm -rf target/$target"
    touch "$toolchain/lib/rustlib/$target/.ready"
  done
}

# Cargo's progress is of no interest; its verdict is.
quieter() { grep -vE '^ +(Compiling|Checking|Adding|Downloaded|Downloading)' || true; }

# lint TARGET: all of the program, with the C compilers that macOS' needs.
lint() {
  local name=${mac//-/_}
  within "cd /app && CC_$name=/opt/zig/zigcc CXX_$name=/opt/zig/zigcc AR_$name=ar \
    cargo clippy --locked -j$jobs --target $1 --workspace --all-targets -- -D warnings" 2>&1 | quieter
}

win() {
  lint "$windows"
  within "cd /app && cargo build --locked -j$jobs --release --target $windows --package latchet" 2>&1 | quieter
  ls -l "$work/target/$windows/release/"*.exe
}

# Without prompts for Mono and Gecko. Wine keeps credentials encrypted in its registry.
wine='export WINEPREFIX=/out/wine WINEDEBUG=-all WINEDLLOVERRIDES="mscoree=;mshtml="
  [ -e $WINEPREFIX/system.reg ] || { command wine wineboot -i; command wineserver -w; } >/dev/null 2>&1'

wine() {
  within "$wine
    cd /out/target/$windows/release
    timeout 120 wine ./latchet.exe --selftest 2>/dev/null | cat; status=\${PIPESTATUS[0]}
    wineserver -k
    exit \$status"
}

# Wine finds a file's end and writes there in two steps, Windows in one: lines of two programs can meet.
not_under_wine=log::tests::two_programs_writing_at_once

wtest() {
  within "$wine
    export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER=wine
    cd /app
    test() {
      cargo test --locked -q -j$jobs --no-fail-fast --target $windows \"\$@\" \
        -- --skip $not_under_wine </dev/null || status=1
    }
    status=0
    test -p latchet-tracker -p latchet-core -p latchet-practice -p latchet-zone --lib --tests
    test -p latchet --no-default-features --bin latchet
    # The window's program does not start without this library, which knows that there is no web view.
    cargo build --locked -q -j$jobs --target $windows -p latchet --bin latchet-window || status=1
    cp /out/target/$windows/debug/WebView2Loader.dll /out/target/$windows/debug/deps/ || status=1
    test -p latchet --features window-test --bin latchet-window
    wineserver -k
    exit \$status"
}

mac() { lint "$mac"; }

clean() { rm -rf --one-file-system "$work"; }

for step in "$@"; do
  case $step in
    setup | std | win | wine | wtest | mac | clean) ;;
    *) echo "there is no step $step" >&2; exit 2 ;;
  esac
  since=$SECONDS
  say "$step"
  $step
  say "$step: $((SECONDS - since)) s"
done
