# The Java programs of the benchmarks: the load generator and the upstream that streams. Sourced by run and features.

# Compiles what stands here with the JDK that ./penstock would choose; leaves its java in JAVA.
compile_parts() {
  local home
  home=$(bash -c "$(sed -n '/^look_at() {/,/^}/p; /^candidates() {/,/^}/p; /^newest() {/,/^}/p' "$ROOT/penstock"); newest 21 javac && echo \"\$found\"") ||
    fail 'a JDK 21 or newer is needed; install one, or set PENSTOCK_JAVA_HOME'
  JAVA=$home/bin/java
  "$home/bin/javac" -d "$WORK/classes" "$HERE"/parts/{Load,Wire,StreamUpstream,Report,Figures,Targets,Pictures,Plots}.java || fail 'the parts did not compile'
}

# start_stream_upstream PORT: a stream of $EVENTS events, $GAP us apart.
start_stream_upstream() {
  taskset -c 1 "$JAVA" -XX:+UseSerialGC -Xms96m -Xmn64m -Xmx96m -cp "$WORK/classes" StreamUpstream "$1" "$EVENTS" "$GAP" &
  STARTED_ID=$!
  STARTED[$STARTED_ID]=1
  wait_for 10 'the upstream of streams listening' listens "$1"
}

start_load_generator() {
  coproc GENERATOR { exec taskset -c 1 "$JAVA" -XX:+UseSerialGC -Xms192m -Xmn128m -Xmx192m -cp "$WORK/classes" Load; }
  STARTED[$GENERATOR_PID]=1
  exec {TO_GENERATOR}>&"${GENERATOR[1]}" {FROM_GENERATOR}<&"${GENERATOR[0]}"
}

# order WORDS: gives the load generator an order and leaves its figures in ANSWER.
order() {
  echo "$*" >&"$TO_GENERATOR"
  answer_of_generator
}

answer_of_generator() {
  read -r ANSWER <&"$FROM_GENERATOR" || fail 'the load generator has ended'
}
