# Portkey's gateway from the npm registry, the version that Penstock is compared with: @portkey-ai/gateway 1.15.2, with
# @hono/node-server 1.13.8. With newer ones of those (1.14.4 to 1.19.19 were tried) it answers every stream with status 500, since
# they hand it headers that it cannot change. Sourced by run.

PORTKEY_VERSION=1.15.2
PORTKEY_FOLDER=${XDG_CACHE_HOME:-$HOME/.cache}/penstock-benchmarks/portkey-$PORTKEY_VERSION

# Fetches it once, into a cache folder outside the checkout; fails where there is no Node or no registry.
fetch_portkey() {
  PORTKEY_PROGRAM=$PORTKEY_FOLDER/node_modules/@portkey-ai/gateway/build/start-server.js
  [[ -e $PORTKEY_PROGRAM ]] && return 0
  command -v npm >/dev/null || return 1
  mkdir -p "$PORTKEY_FOLDER"
  echo '{"private":true,"dependencies":{"@portkey-ai/gateway":"'$PORTKEY_VERSION'"},"overrides":{"@hono/node-server":"1.13.8"}}' \
    >"$PORTKEY_FOLDER/package.json"
  npm install --prefix "$PORTKEY_FOLDER" --no-audit --no-fund --ignore-scripts >"$WORK/npm.out" 2>&1 ||
    { tail -n 3 "$WORK/npm.out" >&2; rm -rf "$PORTKEY_FOLDER"; return 1; }
}

# start_portkey PORT: leaves the process id in STARTED_ID.
start_portkey() {
  NODE_ENV=production taskset -c 0 node "$PORTKEY_PROGRAM" "--port=$1" --headless >"$WORK/portkey.out" 2>&1 &
  STARTED_ID=$!
  STARTED[$STARTED_ID]=1
  wait_for 20 'Portkey listening' listens "$1"
}
