#!/bin/sh
# Makes css/, js/, fonts/ and ../views/ui/icons.go from src/ and node_modules/.
# What it makes is committed. Run it after a page begins to use a class of the
# UI kit or an icon that no page used before.
# Needs Node 20, and fonttools with brotli (Debian: fonttools python3-brotli brotli).
set -eu
cd "$(dirname "$0")"

npm ci --no-audit --no-fund --silent
mkdir -p css js fonts img

node src/icons.mjs
gofmt -w ../views/ui/icons.go

for name in app timeline case keys list; do
	node_modules/.bin/esbuild "src/$name.js" --minify --target=es2022 --charset=utf8 --log-level=warning --outfile="js/$name.js" --allow-overwrite
done
grep -v '^//# sourceMappingURL=' node_modules/htmx.org/dist/htmx.min.js > js/htmx.js

# One subset of Inter: Latin, Russian, Kazakh, the signs that figures and texts
# need. Weights 400 to 700 stay variable; the optical size is that of text.
/usr/bin/fonttools varLib.instancer -q --no-recalc-timestamp -o fonts/full.ttf \
	node_modules/inter-ui/variable/InterVariable.woff2 opsz=14 wght=400:700
/usr/bin/pyftsubset fonts/full.ttf --flavor=woff2 --output-file=fonts/inter.woff2 \
	--unicodes="$(tr '\n' ',' < src/unicodes.txt)" \
	--layout-features=kern,mark,mkmk,ccmp,locl,tnum,case --no-hinting --desubroutinize
rm fonts/full.ttf
cp node_modules/inter-ui/LICENSE.txt fonts/inter-license.txt

node src/css.mjs

rm -f css/*.br css/*.gz js/*.br js/*.gz img/*.br img/*.gz
for f in css/*.css js/*.js img/*.svg; do
	brotli -q 11 -k -f "$f"
	gzip -9 -n -k -f "$f"
done
