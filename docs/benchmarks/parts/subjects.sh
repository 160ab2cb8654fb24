# What run measures, and how each is asked. Sourced by run.

# Where a subject is asked for a plain answer or a stream: aim SUBJECT chat|stream; leaves AIM_PORT, AIM_PATH and AIM_HEADERS.
aim() {
  local subject=$1 kind=$2 provider=openai upstream=$UPSTREAM_PORT gateway=$GATEWAY
  [[ $kind == stream ]] && provider=groq upstream=$STREAM_PORT
  AIM_HEADERS=('authorization: Bearer sk-benchmark') AIM_PATH=/v1/chat/completions
  case $subject in
    direct) AIM_PORT=$upstream ;;
    nginx) AIM_PORT=$NGINX_PORT; [[ $kind == stream ]] && AIM_PATH=/streams$AIM_PATH ;;
    nginx-again) AIM_PORT=$SUBJECT_PORT; [[ $kind == stream ]] && AIM_PATH=/streams$AIM_PATH ;;
    portkey)
      AIM_PORT=$PORTKEY_PORT
      AIM_HEADERS+=('x-portkey-provider: openai' "x-portkey-custom-host: http://127.0.0.1:$upstream/v1")
      ;;
    *)
      [[ $subject == other* ]] && AIM_PORT=$OTHER_PORT || AIM_PORT=$SUBJECT_PORT
      AIM_HEADERS+=("cf-aig-authorization: Bearer $TOKEN")
      [[ $subject == *-bodies ]] || AIM_HEADERS+=('cf-aig-collect-log-payload: false')
      [[ $subject == *-cache-hit ]] && gateway=cache-hit
      AIM_PATH=/v1/$ACCOUNT/$gateway/$provider/chat/completions
      ;;
  esac
}

# The process whose CPU and memory are a subject's.
id_of() {
  case $1 in
    nginx) echo "$NGINX_ID" ;;
    portkey) echo "$PORTKEY_ID" ;;
    other*) echo "$OTHER_ID" ;;
    *) echo "$SUBJECT_ID" ;;
  esac
}

text_of() {
  case $1 in
    direct) echo 'no proxy' ;;
    nginx) echo 'nginx `proxy_pass`' ;;
    nginx-again) echo 'nginx again' ;;
    penstock) echo 'Penstock, log without bodies' ;;
    penstock-bodies) echo 'Penstock, log with both bodies' ;;
    penstock-cache-hit) echo 'Penstock, answered from the cache' ;;
    penstock-without-aot-cache) echo 'Penstock without its AOT cache' ;;
    penstock-one-cpu) echo 'Penstock on one CPU' ;;
    other) echo 'the other, log without bodies' ;;
    other-bodies) echo 'the other, log with both bodies' ;;
    other-cache-hit) echo 'the other, answered from the cache' ;;
    portkey) echo "Portkey $PORTKEY_VERSION" ;;
    *) echo "$1" ;;
  esac
}

# A request as it goes over the wire, in a file: request_file SUBJECT chat|stream; leaves its name in REQUEST.
request_file() {
  local body header
  aim "$1" "$2"
  body=$(chat_json "$2")
  REQUEST=$WORK/requests/$1-$2
  mkdir -p "$WORK/requests"
  {
    printf 'POST %s HTTP/1.1\r\nhost: 127.0.0.1:%s\r\ncontent-type: application/json\r\ncontent-length: %s\r\n' \
      "$AIM_PATH" "$AIM_PORT" "${#body}"
    for header in "${AIM_HEADERS[@]}"; do printf '%s\r\n' "$header"; done
    printf '\r\n%s' "$body"
  } >"$REQUEST"
}

# A chat completion request of 1 KB, like the one in chat.lua: chat_json chat|stream
chat_json() {
  local head='{"model":"gpt-4o-mini",' tail='"}],"max_tokens":64}' fill
  [[ $1 == stream ]] && head='{"model":"llama-3.1-8b-instant","stream":true,"stream_options":{"include_usage":true},'
  head+='"messages":[{"role":"system","content":"Answer briefly."},{"role":"user","content":"'
  fill=$(printf 'the water waits behind the gate until the turbine calls for a little more of it and %.0s' {1..13})
  printf '%s%s%s' "$head" "${fill:0:$((1024 - ${#head} - ${#tail}))}" "$tail"
}
