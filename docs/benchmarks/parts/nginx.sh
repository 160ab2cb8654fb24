# The static upstream and the plain proxy that Penstock is compared with. Sourced by run and features.

# A chat completion of 1 KB, usage included.
answer_json() {
  local head tail fill
  head='{"id":"chatcmpl-bench","object":"chat.completion","created":1700000000,"model":"gpt-4o-mini","choices":[{"index":0,'
  head+='"message":{"role":"assistant","content":"'
  tail='"},"finish_reason":"stop"}],"usage":{"prompt_tokens":200,"completion_tokens":120,"total_tokens":320}}'
  fill=$(printf 'the water waits behind the gate %.0s' {1..32})
  printf '%s%s%s' "$head" "${fill:0:$((1024 - ${#head} - ${#tail}))}" "$tail"
}

# The same in the words of Anthropic's API.
message_json() {
  local head tail fill
  head='{"id":"msg_bench","type":"message","role":"assistant","model":"claude-haiku-4-5","content":[{"type":"text","text":"'
  tail='"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":200,"output_tokens":120}}'
  fill=$(printf 'the water waits behind the gate %.0s' {1..32})
  printf '%s%s%s' "$head" "${fill:0:$((1024 - ${#head} - ${#tail}))}" "$tail"
}

nginx_config() {
  local folder=$1 module
  echo 'daemon off; worker_processes 1; pid nginx.pid; error_log stderr warn;'
  echo 'events { worker_connections 4096; }'
  echo 'http { access_log off; default_type application/json; keepalive_timeout 3600s; keepalive_requests 1000000000;'
  for module in client_body proxy fastcgi uwsgi scgi; do
    if [[ $NGINX_BUILD != *"--without-http_${module}_module"* ]]; then echo "${module}_temp_path $folder/$module;"; fi
  done
  cat
  echo '}'
}

upstream_config() {
  nginx_config "$1" <<END
server {
  listen 127.0.0.1:$2;
  location / { return 200 '$(answer_json)'; }
  location /v1/messages { return 200 '$(message_json)'; }
}
END
}

# proxy_config FOLDER PORT UPSTREAM_PORT [PORT_OF_STREAMS]
proxy_config() {
  nginx_config "$1" <<END
upstream behind { server 127.0.0.1:$3; keepalive 256; keepalive_requests 1000000000; keepalive_timeout 3600s; }
upstream streaming { server 127.0.0.1:${4:-$3}; keepalive 256; keepalive_requests 1000000000; keepalive_timeout 3600s; }
server {
  listen 127.0.0.1:$2;
  proxy_http_version 1.1;
  proxy_set_header Connection '';
  location / { proxy_pass http://behind; }
  location /streams/ { proxy_pass http://streaming/; proxy_buffering off; }
}
END
}

# start_nginx NAME CPU PORT CONFIG_COMMAND...: leaves the process id in STARTED_ID.
start_nginx() {
  local folder=$WORK/$1 cpu=$2 port=$3
  shift 3
  mkdir -p "$folder"
  "$@" >"$folder/nginx.conf"
  taskset -c "$cpu" nginx -p "$folder" -c "$folder/nginx.conf" 2>"$folder/error.log" &
  STARTED_ID=$!
  STARTED[$STARTED_ID]=1
  wait_for 5 "nginx listening on $port" listens "$port"
}
