#!/bin/bash
# installed.sh ROOT OLD.deb NEW.deb: the package in a clean Debian or Ubuntu, of this machine's release, as a person meets it. `cargo xtask package --test` calls it.
#
# ROOT keeps a bare Debian between runs (250 MB); each run works in a copy. As root: what is mounted is mounted for this
# script's processes alone, which all end with it.
#
# shellcheck disable=SC2016
set -euo pipefail
kept=$1 old=$(realpath "$2") new=$(realpath "$3")
here=$(dirname "$(realpath "$0")")

[ "$(id -u)" = 0 ] || exec sudo "$0" "$@"
if [ "${WITHIN:-}" != yes ]; then
  WITHIN=yes exec unshare --mount --pid --fork --kill-child --propagation private "$0" "$@"
fi

say() { echo "-- $*"; }

bare() {
  [ -e "$kept/.whole" ] && return
  local mirror components
  # shellcheck disable=SC1091
  source /etc/os-release
  case $ID in
    debian) mirror=http://deb.debian.org/debian components=main ;;
    ubuntu) mirror=http://archive.ubuntu.com/ubuntu components=main,universe ;;
    *) echo "this is neither Debian nor Ubuntu" >&2; exit 1 ;;
  esac
  say "a bare $ID ($VERSION_CODENAME)"
  # The mirror and what it takes to reach it are the machine's own.
  local own
  own=$({ cat /etc/apt/sources.list /etc/apt/sources.list.d/*"$ID"*.sources 2>/dev/null || true; } | awk '
    /^URIs:/ { print $2; exit }
    /^deb / { for (i = 2; i <= NF; i++) if ($i ~ /^http/) { print $i; exit } }')
  rm -rf --one-file-system "$kept"
  mkdir -p "$kept"
  debootstrap --variant=minbase --components="$components" --include=ca-certificates "$VERSION_CODENAME" "$kept" \
    "${own:-$mirror}" >"$kept.log" 2>&1 ||
    { tail -20 "$kept.log"; exit 1; }
  { grep -lE 'Check-(Valid-Until|Date)|::Proxy|CaInfo' /etc/apt/apt.conf.d/* || true; } |
    xargs --no-run-if-empty cp --target-directory="$kept/etc/apt/apt.conf.d"
  cp /usr/local/share/ca-certificates/*.crt "$kept/usr/local/share/ca-certificates/" 2>/dev/null || true
  within "$kept" 'update-ca-certificates >/dev/null 2>&1; apt-get update -qq
    apt-get install -qq -y --no-install-recommends dbus gnome-keyring procps xvfb xauth >/dev/null 2>&1
    useradd --create-home --shell /bin/bash person'
  touch "$kept/.whole"
}

# within ROOT LINE: a shell line in it.
within() {
  cp /etc/resolv.conf /etc/hosts "$1/etc/"
  chroot "$1" /usr/bin/env -i HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    PATH=/usr/sbin:/usr/bin:/sbin:/bin bash -euc "$2"
}

# Everything that is there but what apt and the system's own programs keep for themselves.
listed() {
  (cd "$root" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./tmp -o -path ./run -o -path ./packages \
    -o -path ./var/lib/apt -o -path ./var/lib/dpkg -o -path ./var/cache -o -path ./var/log \) -prune -o -print | sort)
}

mkdir -p "$kept"
kept=$(realpath "$kept")
bare
root=$(mktemp --directory --tmpdir="$(dirname "$kept")" installed-XXXXXX)
trap 'umount --recursive --lazy "$root/proc" "$root/dev" 2>/dev/null || true; rm -rf --one-file-system "$root"' EXIT
say "a copy of it"
cp --archive --reflink=auto "$kept/." "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mkdir "$root/packages"
cp "$old" "$root/packages/old.deb"
cp "$new" "$root/packages/new.deb"
cp "$here/installed-person.sh" "$root/packages/person.sh"

# The libraries that it needs stay when it goes: apt brought them, and they are not the package's.
say "what it depends on"
needs="$(dpkg-deb --field "$new" Depends), $(dpkg-deb --field "$old" Depends)"
within "$root" "apt-get satisfy -qq -y --no-install-recommends '$needs' >/dev/null 2>&1"
# Neither of the hints is a name that Debian does not know.
within "$root" 'apt-get install --simulate /packages/new.deb |
  grep -E "^Inst (gnome-shell-extension-appindicator|plasma-workspace|xfce4-panel) " >/dev/null'
listed >"$root/packages/before"

say "the package alone: the main job, the window, what comes with them"
within "$root" 'dpkg --install /packages/new.deb >/dev/null
  timeout 300 runuser --login person --command "bash /packages/person.sh fresh"'

say "version $(dpkg-deb --field "$old" Version), in use, becomes $(dpkg-deb --field "$new" Version)"
within "$root" 'dpkg --purge latchet >/dev/null
  rm -rf /home/person/.local /home/person/.config /home/person/.cache
  dpkg --install /packages/old.deb >/dev/null
  timeout 300 runuser --login person --command "bash /packages/person.sh upgrade" &
  person=$!
  # The person says when the tray runs, and is told when the new version is there.
  while [ ! -e /tmp/in-use ]; do kill -0 $person; sleep 0.2; done
  dpkg --install /packages/new.deb >/dev/null
  touch /tmp/upgraded
  wait $person'

say "purged"
within "$root" 'dpkg --purge latchet >/dev/null'
listed >"$root/packages/after"
left=$(comm -13 "$root/packages/before" "$root/packages/after" | grep --invert-match '^\./home/person/' || true)
gone=$(comm -23 "$root/packages/before" "$root/packages/after" | grep --invert-match '^\./home/person' || true)
[ -z "$left$gone" ] || { echo "left: $left"; echo "gone: $gone"; exit 1; }
kept_by_person=$(comm -13 "$root/packages/before" "$root/packages/after")
for name in .local/share/latchet/services .config/latchet/settings.toml .local/share/keyrings; do
  grep --quiet "^./home/person/$name" <<<"$kept_by_person" || { echo "the person's $name is gone"; exit 1; }
done
say "nothing is left of it but what the person owns"
