# What a process and its descendants used, from /proc alone. Sourced by all scripts here.

# The process and all its descendants, one id a line.
tree() {
  cat /proc/[0-9]*/stat 2>/dev/null | awk -v root="$1" '
    { id = $1; sub(/^.*\) /, ""); parent[id] = $2 }
    function below(id) { while (id > 1) { if (id == root) return 1; id = parent[id] } return 0 }
    END { for (id in parent) if (below(id)) print id }'
}

# CPU time of the tree in clock ticks, user and system, all threads, and of children that ended.
cpu_ticks() {
  local id
  for id in $(tree "$1"); do cat "/proc/$id/stat" 2>/dev/null; done |
    awk '{ sub(/^.*\) /, ""); used += $12 + $13 + $14 + $15 } END { print used + 0 }'
}

# CPU time in clock ticks that the JVM's compilers took so far, in the same tree.
compiler_ticks() {
  local id
  for id in $(tree "$1"); do cat "/proc/$id/task/"*/stat 2>/dev/null; done |
    awk '/\(C[12] CompilerThre/ { sub(/^.*\) /, ""); used += $12 + $13 } END { print used + 0 }'
}

# CPU time once the tree rests: work that it put off until after the answers belongs to the answers.
settled_cpu_ticks() {
  local last now i
  last=$(cpu_ticks "$1")
  for ((i = 0; i < 15; i++)); do
    sleep 0.2
    now=$(cpu_ticks "$1")
    ((now - last <= 1)) && break
    last=$now
  done
  echo "$now"
}

# Peak resident memory of the tree in kB.
peak_kb() {
  memory_kb "$1" VmHWM
}

# A line of /proc/PID/status, in kB, all processes of the tree added up: memory_kb PID VmRSS|VmHWM
memory_kb() {
  local id
  for id in $(tree "$1"); do cat "/proc/$id/status" 2>/dev/null; done |
    awk -v name="$2:" '$1 == name { sum += $2 } END { print sum + 0 }'
}

# A port that nobody listens on now.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 40000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      echo "$port"
      return
    fi
  done
}

# Waits until a command succeeds: wait_for SECONDS WHAT COMMAND...
wait_for() {
  local seconds=$1 what=$2 i
  shift 2
  for ((i = 0; i < seconds * 10; i++)); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    sleep 0.1
  done
  fail "$what did not happen within $seconds s"
}

listens() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

fail() {
  echo "${0##*/}: $*" >&2
  exit 1
}

# Says which packages bring the commands that are missing: need COMMAND PACKAGE [COMMAND PACKAGE]...
need() {
  local missing=()
  while (($# > 0)); do
    command -v "$1" >/dev/null || missing+=("$1 (package $2)")
    shift 2
  done
  ((${#missing[@]} == 0)) || fail "please install: ${missing[*]}"
}

declare -A STARTED=()

# Ends a process that this script started, and its descendants, by id.
end() {
  local id ids
  ids=$(tree "$1")
  for id in $ids; do kill "${2:--TERM}" "$id" 2>/dev/null; done
  wait "$1" 2>/dev/null
  unset "STARTED[$1]"
  return 0
}

end_all() {
  local id
  for id in "${!STARTED[@]}"; do end "$id"; done
}
