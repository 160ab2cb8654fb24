# What soak asks for, and how it looks at Penstock meanwhile. Sourced by soak.

# start_faulty_upstream PORT: ./penstock fake-provider, which fails as the model's name says.
start_faulty_upstream() {
  (cd "$ROOT" && exec taskset -c 1 env PENSTOCK_JAVA_OPTIONS=-Xmx96m\ -Xms96m\ -Xmn48m ./penstock fake-provider --port "$1") >"$WORK/faulty.out" 2>&1 &
  STARTED_ID=$!
  STARTED[$STARTED_ID]=1
  wait_for 30 'the upstream of faults listening' listens "$1"
}

# The kinds with their shares of a thousand; what Kind.java reads.
write_plan() {
  local chat='"model":"gpt-4o-mini",' stream='"stream":true,"stream_options":{"include_usage":true},'
  mkdir -p "$WORK/requests"
  : >"$WORK/plan"
  #    name           share answer        rows gateway provider model and more                              further headers
  kind chat             750 WHOLE:200        1 plain   openai   "$chat"
  kind cache-hit        180 HIT:200          1 cached  openai   "$chat"'"user":"########",'
  kind stream            40 STREAM:200       1 plain   groq     '"model":"llama-3.1-8b-instant",'"$stream"
  kind recovers           5 WHOLE:200        2 retried mistral  '"model":"gpt-4o-mini+fake-status-500-first-1-as-########",'
  kind stays-500          3 WHOLE:500        3 retried mistral  '"model":"gpt-4o-mini+fake-status-500",'
  kind status-429         4 WHOLE:429        1 plain   mistral  '"model":"gpt-4o-mini+fake-status-429",'
  kind reset              3 WHOLE:400        1 plain   mistral  '"model":"gpt-4o-mini+fake-reset",'
  kind too-slow           3 WHOLE:400        1 plain   mistral  '"model":"gpt-4o-mini+fake-hang",'          'cf-aig-request-timeout: 1000'
  kind cut-stream         4 CUT              1 plain   mistral  '"model":"gpt-4o-mini+fake-truncated-stream",'"$stream"
  kind leaves-stream      5 LEAVE_STREAM     1 plain   mistral  '"model":"gpt-4o-mini+fake-slow-stream",'"$stream"
  kind leaves-early       3 LEAVE_EARLY      1 plain   mistral  '"model":"gpt-4o-mini+fake-hang",'
}

# kind NAME SHARE ANSWER ROWS GATEWAY PROVIDER MEMBERS [HEADER]: a line of the plan, and the request as it goes over the wire.
kind() {
  local name=$1 share=$2 answer=$3 rows=$4 gateway=$5 provider=$6 head="{$7" header=${8:-} variety=1 tail='"}],"max_tokens":64}' fill body
  [[ $head == *'########'* ]] && variety=100000000
  [[ $answer == HIT* ]] && variety=64
  head+='"messages":[{"role":"system","content":"Answer briefly."},{"role":"user","content":"'
  fill=$(printf 'the water waits behind the gate until the turbine calls for a little more of it and %.0s' {1..13})
  body=$head${fill:0:$((1024 - ${#head} - ${#tail}))}$tail
  printf 'POST /v1/%s/%s/%s/chat/completions HTTP/1.1\r\nhost: 127.0.0.1:%s\r\ncontent-type: application/json\r\ncontent-length: %s\r\nauthorization: Bearer sk-benchmark\r\ncf-aig-authorization: Bearer %s\r\n%s\r\n%s' \
    "$ACCOUNT" "$gateway" "$provider" "$PORT" "${#body}" "$TOKEN" "${header:+$header$'\r\n'}" "$body" >"$WORK/requests/$name"
  echo "$name $share $answer $variety $rows $WORK/requests/$name" >>"$WORK/plan"
}

descriptors() {
  ls "/proc/$PENSTOCK_ID/fd" | wc -l
}

sockets() {
  ls -l "/proc/$PENSTOCK_ID/fd" | grep -c 'socket:'
}

# Waits until kept connections to the upstreams have run out (30 s) and all logs are written and cleaned up, a minute at most.
rest() {
  local i
  for ((i = 0; i < 60; i++)); do
    sleep 1
    if ((i >= 5 && $(sockets) <= SOCKETS_AT_FIRST && $(log_counter waiting) == 0)); then break; fi
  done
}

# A counter of the log writer: log_counter written|dropped|waiting
log_counter() {
  curl -sS --max-time 10 "http://127.0.0.1:$PORT/readyz" | sed -E "s/.*\"log_rows_$1\":([0-9]+).*/\1/"
}

# Takes down how many logs each gateway has, and how large the data folder is: look_at_logs MILLIS [PHASE]
look_at_logs() {
  local gateway rows
  for gateway in plain cached retried; do
    manage "$PORT" GET "gateways/$gateway/logs?per_page=1"
    rows=$(sed -nE 's/.*"total_count":([0-9]+).*/\1/p' "$WORK/managed.json")
    if [[ -n ${2:-} ]]; then note "$2" "$1" "$gateway" "rows=$rows disk_kb=$(du -sk "$DATA" | cut -f1)"; fi
  done
}
