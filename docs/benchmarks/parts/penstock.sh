# Starts Penstock with a data folder of its own and makes a gateway in it. Sourced by run and kill9.

PENSTOCK_COMMAND='./penstock serve --port $PORT --data $DATA --provider openai=$UPSTREAM/v1 --provider groq=$STREAMS/v1'
ACCOUNT=$(printf '%032d' 1)
TOKEN=benchmark-$RANDOM$RANDOM$RANDOM$RANDOM
GATEWAY=benchmark
DATA_NAME=data STREAM_URL=
PENSTOCK_PATH=/v1/$ACCOUNT/$GATEWAY/openai/chat/completions

# start_penstock COMMAND PORT UPSTREAM_URL [PREFIX...]: leaves the process id in STARTED_ID.
start_penstock() {
  local command=$1
  export PORT=$2 DATA=$WORK/$DATA_NAME UPSTREAM=$3 STREAMS=${STREAM_URL:-$3}
  export PENSTOCK_ACCOUNT_ID=$ACCOUNT PENSTOCK_API_TOKEN=$TOKEN
  shift 3
  mkdir -p "$DATA"
  : >"$WORK/penstock.out"
  (cd "$ROOT" && exec "$@" bash -c "$command") >"$WORK/penstock.out" 2>"$WORK/penstock.err" &
  STARTED_ID=$!
  STARTED[$STARTED_ID]=1
  wait_for 90 "the line 'Penstock is ready'" ready_or_gone "$STARTED_ID"
  is_ready || fail "Penstock did not start: $(tail -n 20 "$WORK/penstock.err")"
}

is_ready() {
  grep -q '^Penstock is ready on ' "$WORK/penstock.out"
}

ready_or_gone() {
  is_ready || ! kill -0 "$1"
}

# create_gateway PORT [ID] [SETTINGS]: one without limits and cache, but for settings like ',"cache_ttl":60'.
create_gateway() {
  local settings='{"id":"'"${2:-$GATEWAY}"'","authentication":true,"collect_logs":true,"cache_ttl":0,"cache_invalidate_on_update":false,"rate_limiting_interval":0,"rate_limiting_limit":0}'
  manage "$1" POST gateways "$(merged "$settings" "${3:-}")"
}

# The last of two members of one name counts: merged OBJECT MEMBERS
merged() {
  local name members=$2 object=$1
  for name in cache_ttl rate_limiting_interval rate_limiting_limit collect_logs; do
    if [[ $members == *"\"$name\""* ]]; then object=$(sed -E "s/\"$name\":[a-z0-9]+,?//" <<<"$object"); fi
  done
  object=$(sed -E 's/,[[:space:]]*}$/}/' <<<"$object")
  echo "${object%\}}$members}"
}

# manage PORT METHOD PATH [BODY]: one call of the management API, below the account's gateway resources.
manage() {
  curl -sS --fail-with-body --max-time 10 -o "$WORK/managed.json" -X "$2" \
    "http://127.0.0.1:$1/client/v4/accounts/$ACCOUNT/ai-gateway/$3" \
    -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' ${4:+-d "$4"} ||
    fail "$2 $3 did not work: $(cat "$WORK/managed.json")"
}
