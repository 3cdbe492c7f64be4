#!/bin/sh
# The browser that the tests open decks in: Debian's Chromium when root, otherwise Playwright's.
# Where neither can be had, the browser tests themselves fail and say how to get one.
set -u
python=$1
if [ -n "${PALPATE_CHROMIUM:-}" ] || command -v chromium >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing Chromium from Debian"
    apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends chromium >/dev/null && exit 0
fi
echo "installing Chromium through Playwright"
"$python" -m playwright install chromium || echo "no browser could be installed; browser tests will say so"
