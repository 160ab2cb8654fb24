# The measurements, one function a round. Sourced by run.

# CPU per request at saturation.
cpu_round() {
  local subject
  for subject in "${CPU_SUBJECTS[@]}"; do
    aim "$subject" chat
    measure cpu "$1" "$subject" "$(id_of "$subject")" "http://127.0.0.1:$AIM_PORT$AIM_PATH" "${AIM_HEADERS[@]}"
  done
}

# CPU per stream, each event in a write of its own.
stream_round() {
  local subject id before started
  for subject in "${PROXIES[@]}"; do
    request_file "$subject" stream
    id=$(id_of "$subject")
    before=$(settled_cpu_ticks "$id")
    started=${EPOCHREALTIME/./}
    order closed "$AIM_PORT" "$REQUEST" "$EVENTS" "$CONNECTIONS" "$STREAM_SECONDS"
    started=$((${EPOCHREALTIME/./} - started))
    note stream "$1" "$subject" "$ANSWER micros=$started ticks=$(($(settled_cpu_ticks "$id") - before))"
  done
}

# Latency at an even rate: latency_round ROUND RATE
latency_round() {
  local subject
  for subject in direct "${PROXIES[@]}"; do
    [[ $subject == portkey && $2 -gt $PORTKEY_RATE ]] && continue # it would only queue
    at_even_rate "latency-$2" "$1" "$subject" chat 0 "$2" "$LATENCY_SECONDS"
  done
}

# 200 streams, 100 new ones a second, after half as many that do not count.
first_chunk_round() {
  local subject
  for subject in direct "${PROXIES[@]}"; do
    at_even_rate first-chunk "$1" "$subject" stream "$EVENTS" 100 2
  done
}

# at_even_rate PHASE ROUND SUBJECT chat|stream EVENTS RATE SECONDS: after a second that does not count.
at_even_rate() {
  local before id ticks=
  request_file "$3" "$4"
  if [[ $3 != direct ]]; then
    id=$(id_of "$3")
    before=$(settled_cpu_ticks "$id")
  fi
  order open "$AIM_PORT" "$REQUEST" "$5" "$CONNECTIONS" "$6" "$7" 1
  if [[ $3 != direct ]]; then ticks=" ticks=$(($(settled_cpu_ticks "$id") - before))"; fi
  note "$1" "$2" "$3" "$ANSWER$ticks"
}

# Load of all kinds that will be measured, so that compilers have done their work before anything counts. Penstock gets
# WARM_UP seconds of it in all, in two passes, since what a compiler has learned from one kind of load may not hold for the
# next. Meanwhile its compilers may use the other CPU, too.
warm_up() {
  local subject job jobs=() chats=("${CPU_SUBJECTS[@]}") seconds=0 pass
  if [[ $SUBJECT != nginx ]] && wanted memory && ! wanted cpu; then chats+=(penstock penstock-bodies); fi
  for subject in "${PROXIES[@]}"; do
    if wanted stream || wanted first-chunk; then jobs+=("$subject stream"); fi
    if wanted latency; then jobs+=("$subject even"); fi
  done
  for subject in "${chats[@]}"; do jobs+=("$subject chat"); done
  for job in "${jobs[@]}"; do [[ $job == penstock* ]] && seconds=$((seconds + 1)); done
  seconds=$((seconds == 0 ? 1 : WARM_UP / 2 / seconds + 1))
  allow_cpus 0,1
  for pass in 1 2; do
    for job in "${jobs[@]}"; do
      if [[ $job == nginx* || $job == portkey* ]]; then warm $job 1; else warm $job "$seconds"; fi
    done
  done
  for subject in "${PROCESSES[@]}"; do settled_cpu_ticks "$(id_of "$subject")" >/dev/null; done
  allow_cpus 0
  for subject in "${chats[@]}"; do
    if [[ $subject == penstock || $subject == other ]]; then warm_until_compiled "$subject"; fi
  done
}

# warm_until_compiled SUBJECT: more load, until compilers take less than 3 % of the CPU time in two goes, one after the other, or for a minute.
warm_until_compiled() {
  local id go before compiled used quiet_goes=0
  id=$(id_of "$1")
  aim "$1" chat
  for ((go = 0; go < 15 && quiet_goes < 2; go++)); do
    before=$(cpu_ticks "$id") compiled=$(compiler_ticks "$id")
    load 4 "http://127.0.0.1:$AIM_PORT$AIM_PATH" "${AIM_HEADERS[@]}" >/dev/null
    used=$(($(cpu_ticks "$id") - before)) compiled=$(($(compiler_ticks "$id") - compiled))
    if ((compiled * 100 < used * 3)); then quiet_goes=$((quiet_goes + 1)); else quiet_goes=0; fi
    echo "warm-up: $compiled of $used ticks went into compiling" >&2
  done
}

# The CPUs of all threads of the Penstocks: allow_cpus LIST
allow_cpus() {
  local subject id
  for subject in "${PROCESSES[@]}"; do
    [[ $subject == penstock || $subject == other ]] || continue
    for id in $(tree "$(id_of "$subject")"); do taskset -apc "$1" "$id" >/dev/null; done
  done
}

# warm SUBJECT chat|stream|even SECONDS
warm() {
  if [[ $2 == chat ]]; then
    aim "$1" chat
    ANSWER=$(load "$3" "http://127.0.0.1:$AIM_PORT$AIM_PATH" "${AIM_HEADERS[@]}")
  elif [[ $2 == stream ]]; then
    request_file "$1" stream
    order closed "$AIM_PORT" "$REQUEST" "$EVENTS" "$CONNECTIONS" "$3"
  else
    request_file "$1" chat
    order open "$AIM_PORT" "$REQUEST" 0 "$CONNECTIONS" 200 "$3" 0
  fi
  echo "warm-up, $1 $2: $ANSWER" >&2
}

# Resident memory of a process that has served nothing yet: idle_memory; and its peak after all loads: peak_memory
idle_memory() {
  local subject
  sleep "$IDLE_SECONDS"
  for subject in "${PROCESSES[@]}"; do IDLE[$subject]=$(memory_kb "$(id_of "$subject")" VmRSS); done
}

peak_memory() {
  local subject
  for subject in "${PROCESSES[@]}"; do
    note memory 1 "$subject" "idle_kb=${IDLE[$subject]} peak_kb=$(peak_kb "$(id_of "$subject")")"
  done
}

# From exec to the first good answer, on a data folder that has its gateway: start_round ROUND NAME CPUS [JAVA_OPTION]
start_round() {
  local port began
  port=$(free_port)
  SUBJECT_PORT=$port request_file penstock chat
  echo "await $port $REQUEST 60" >&"$TO_GENERATOR"
  began=${EPOCHREALTIME/./}
  PENSTOCK_JAVA_OPTIONS="${PENSTOCK_JAVA_OPTIONS:-}${4:+ $4}" start_penstock "$SUBJECT" "$port" "http://127.0.0.1:$UPSTREAM_PORT" taskset -c "$3"
  answer_of_generator
  end "$STARTED_ID"
  [[ $ANSWER == at=[1-9]* ]] || fail "$2 gave no good answer within 60 s of its start"
  note start "$1" "$2" "micros=$((${ANSWER#at=} - began))"
}

starts() {
  local round
  DATA_NAME=started
  start_subject "$SUBJECT" "$(free_port)"
  end "$STARTED_ID"
  for ((round = 1; round <= STARTS; round++)); do
    start_round "$round" penstock 0,1
    start_round "$round" penstock-one-cpu 0
    if compgen -G "$ROOT/bootstrap/target/*.aot" >/dev/null; then start_round "$round" penstock-without-aot-cache 0,1 -XX:AOTMode=off; fi
  done
}

# How many logs Penstock has written: logs_written; and whether each counted answer has one: lost_logs BEFORE
logs_written() {
  settled_cpu_ticks "$SUBJECT_ID" >/dev/null
  curl -sS --max-time 10 "http://127.0.0.1:$SUBJECT_PORT/readyz" >"$WORK/readyz"
  sed -E 's/.*"log_rows_written":([0-9]+).*/\1/' "$WORK/readyz"
}

lost_logs() {
  local written answered dropped
  written=$(($(logs_written) - $1))
  dropped=$(sed -E 's/.*"log_rows_dropped":([0-9]+).*/\1/' "$WORK/readyz")
  answered=$(awk '$3 ~ /^penstock/ { for (i = 4; i <= NF; i++) if (sub(/^requests=/, "", $i)) sum += $i } END { print sum + 0 }' "$WORK/figures")
  note logs 1 penstock "answered=$answered written=$written lost=$((dropped + (answered > written ? answered - written : 0)))"
}
