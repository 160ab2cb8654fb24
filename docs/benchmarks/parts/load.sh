# Loads a URL and takes down what that cost. Sourced by run and features, which set WORK, CONNECTIONS, SECONDS_EACH and SCRIPT.

# Loads a URL for some seconds and prints the load generator's line of figures: load SECONDS URL [HEADER]...
load() {
  local seconds=$1 url=$2 headers=() header
  shift 2
  for header in "$@"; do headers+=(-H "$header"); done
  taskset -c 1 wrk -t1 -c"$CONNECTIONS" -d"${seconds}s" --latency -s "$SCRIPT" "${headers[@]}" "$url" |
    awk '$1 == "figures" { print $2, $3, $4, $5, $6 }'
}

# One round for one subject, as report.awk wants it: measure ROUND NAME PID URL [HEADER]...
measure() {
  local round=$1 name=$2 id=$3 before after figures
  shift 3
  before=$(settled_cpu_ticks "$id")
  figures=$(load "$SECONDS_EACH" "$@")
  after=$(settled_cpu_ticks "$id")
  [[ -n $figures && ${figures%% *} -gt 0 ]] || fail "$name answered nothing in round $round"
  echo "$round $name $figures $((after - before)) $(peak_kb "$id")" | tee -a "$WORK/figures" >&2
}

# About the machine and this run, in one line.
circumstances() {
  echo "$(date -u +%Y-%m-%d), commit $(git -C "$ROOT" rev-parse --short HEAD 2>/dev/null || echo unknown)," \
    "$(awk -F': ' '/^model name/ { print $2; exit }' /proc/cpuinfo), $(nproc) CPUs, Linux $(uname -r)," \
    "$(nginx -v 2>&1 | sed 's/.*: //'), $CONNECTIONS connections, $ROUNDS rounds of $SECONDS_EACH s."
}
