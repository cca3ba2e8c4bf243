#!/bin/bash
# installed-person.sh fresh | upgrade: what a person does with the installed package, on a desktop of its own.
set -euo pipefail
if [ -z "${DBUS_SESSION_BUS_ADDRESS:-}" ]; then
  exec dbus-run-session -- bash "$0" "$@"
fi
export LANG=C.UTF-8
fail() { echo "$*" >&2; exit 1; }

# exits STATUS COMMAND…: it ends with this status.
exits() {
  local wanted=$1 status=0
  shift
  "$@" || status=$?
  [ "$status" = "$wanted" ] || fail "$* ended with $status, not $wanted"
}

# The practice server; its address and its token.
practice() {
  rm -f /tmp/practice
  mkfifo /tmp/practice
  latchet practice 2>/dev/null >/tmp/practice &
  { read -r LATCHET_SERVER; read -r token; } </tmp/practice
  export LATCHET_SERVER
}

printf 'the password' | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null

main_job() {
  exits 0 latchet token set <<<"$token"
  exits 0 latchet start --yes --for 8h --json >/tmp/start.json
  grep --quiet '"outcome": *"started"' /tmp/start.json || fail "$(cat /tmp/start.json)"
  exits 0 latchet history --csv >/tmp/history.csv
  [ "$(wc -l </tmp/history.csv)" = 2 ] || fail "$(cat /tmp/history.csv)"
  exits 5 latchet start --yes 2>/dev/null
}

case $1 in
  fresh)
    exits 0 latchet --selftest
    practice
    main_job
    exits 0 latchet doctor >/dev/null
    exits 0 latchet settings set tracker-zone Etc/UTC >/dev/null
    # The window comes up and stays.
    xvfb-run --auto-servernum latchet-window >/tmp/window.log 2>&1 &
    for _ in $(seq 150); do
      pgrep --uid "$USER" --full WebKitWebProcess >/dev/null && break
      sleep 0.2
    done
    pgrep --uid "$USER" --full WebKitWebProcess >/dev/null || fail "no window: $(cat /tmp/window.log)"
    for file in man/man1/latchet.1.gz man/man1/latchet-window.1.gz applications/latchet.desktop \
      metainfo/org.latchet.Latchet.metainfo.xml icons/hicolor/scalable/apps/latchet.svg \
      bash-completion/completions/latchet; do
      [ -s "/usr/share/$file" ] || fail "/usr/share/$file is not there"
    done
    # shellcheck disable=SC1091
    source /usr/share/bash-completion/completions/latchet
    complete -p latchet >/dev/null || fail "no completions"
    ;;
  upgrade)
    practice
    exits 0 latchet settings set tracker-zone Etc/UTC >/dev/null
    main_job
    latchet tray --hidden >/tmp/tray.log 2>&1 &
    tray=$!
    until dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
      org.freedesktop.DBus.GetNameOwner string:org.latchet.Tray >/dev/null 2>&1; do
      kill -0 $tray || fail "the tray ended: $(cat /tmp/tray.log)"
      sleep 0.1
    done
    touch /tmp/in-use
    while [ ! -e /tmp/upgraded ]; do sleep 0.1; done
    kill -0 $tray || fail "the tray did not live through the upgrade: $(cat /tmp/tray.log)"
    # What the old version wrote the new one reads, the token is still the same, and nothing goes out twice.
    exits 0 latchet history --csv >/tmp/history-now.csv
    # Its head, the start, and the one that was refused.
    [ "$(wc -l </tmp/history-now.csv)" = 3 ] || fail "$(cat /tmp/history-now.csv)"
    grep --quiet ',started,1,' /tmp/history-now.csv || fail "$(cat /tmp/history-now.csv)"
    exits 0 latchet status --json >/tmp/status.json
    grep --quiet '"id": *1,' /tmp/status.json || fail "$(cat /tmp/status.json)"
    exits 5 latchet start --yes 2>/dev/null
    exits 0 latchet token check >/dev/null
    kill $tray
    exits 0 latchet --selftest
    ;;
esac
jobs -p | xargs --no-run-if-empty kill 2>/dev/null || true
