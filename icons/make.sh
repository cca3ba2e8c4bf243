#!/bin/sh
# Makes every icon from latchet.svg. On Debian: apt-get install librsvg2-bin icnsutils icoutils
set -eu
cd "$(dirname "$0")"
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
for side in 16 24 32 48 64 128 256 512; do
  rsvg-convert --width "$side" --height "$side" latchet.svg --output "$made/$side.png"
done
cp "$made/32.png" 32x32.png
cp "$made/128.png" 128x128.png
cp "$made/256.png" 128x128@2x.png
cp "$made/512.png" icon.png
icotool --create --output icon.ico "$made/32.png" "$made/16.png" "$made/24.png" "$made/48.png" \
  "$made/64.png" --raw="$made/256.png"
png2icns icon.icns "$made/16.png" "$made/32.png" "$made/48.png" "$made/128.png" "$made/256.png" \
  "$made/512.png" >/dev/null
