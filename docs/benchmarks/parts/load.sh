# Loads a URL and takes down what that cost. Sourced by run and features, which set WORK, CONNECTIONS, SECONDS_EACH and SCRIPT.

# Loads a URL for some seconds and prints the load generator's figures: load SECONDS URL [HEADER]...
load() {
  local seconds=$1 url=$2 headers=() header
  shift 2
  for header in "$@"; do headers+=(-H "$header"); done
  taskset -c 1 wrk -t1 -c"$CONNECTIONS" -d"${seconds}s" --timeout 10s --latency -s "$SCRIPT" "${headers[@]}" "$url" |
    awk '$1 == "figures" { printf "requests=%s micros=%s p50=%s p99=%s errors=%s\n", $2, $3, $4, $5, $6 }'
}

# One round for one subject, as Figures.java wants it: measure PHASE ROUND NAME PID URL [HEADER]...
measure() {
  local phase=$1 round=$2 name=$3 id=$4 before after compiled figures
  shift 4
  before=$(settled_cpu_ticks "$id")
  compiled=$(compiler_ticks "$id")
  figures=$(load "$SECONDS_EACH" "$@")
  after=$(settled_cpu_ticks "$id")
  [[ $figures == requests=[1-9]* ]] || fail "$name answered nothing in round $round"
  note "$phase" "$round" "$name" "$figures ticks=$((after - before)) compiling=$(($(compiler_ticks "$id") - compiled))"
}

# Takes a line down: note PHASE ROUND NAME FIGURES
note() {
  echo "$*" | tee -a "$WORK/figures" >&2
}

# Ends with a failure when a round had errors.
check_errors() {
  ! grep -qE ' (errors|lost)=[1-9]' "$WORK/figures" || fail 'some requests failed, or logs were lost; the figures above are not to be trusted'
}

# About the machine and this run, in one line.
circumstances() {
  echo "$(date -u +%Y-%m-%d), commit $(git -C "$ROOT" rev-parse --short HEAD 2>/dev/null || echo unknown)," \
    "$(awk -F': ' '/^model name/ { print $2; exit }' /proc/cpuinfo), $(nproc --all) CPUs, Linux $(uname -r)," \
    "$(nginx -v 2>&1 | sed 's/.*: //'), $CONNECTIONS connections, $ROUNDS rounds of $SECONDS_EACH s."
}
