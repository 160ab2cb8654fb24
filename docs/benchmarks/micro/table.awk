# Reads JMH's CSV of one or more rounds and prints a Markdown table: the median of the rounds, the least and the most, the largest
# error that JMH gives within a round, and the bytes that one operation allocates, in the same way.
BEGIN { FS = "," }

FNR == 1 { next }

{
  gsub(/"/, "")
  name = $1
  bytes = sub(/:gc\.alloc\.rate\.norm$/, "", name)
  if (!bytes && name ~ /:/) next
  sub(/^([a-z0-9]+\.)+/, "", name)
  if (bytes) {
    allocated[name, ++samples[name]] = $5
  } else {
    if (!(name in rounds)) names[++count] = name
    time[name, ++rounds[name]] = $5
    if ($6 != "NaN" && $6 + 0 > error[name]) error[name] = $6 + 0
  }
}

function sorted(values, name, n, out,    i, j, t) {
  for (i = 1; i <= n; i++) out[i] = values[name, i] + 0
  for (i = 2; i <= n; i++) for (j = i; j > 1 && out[j] < out[j - 1]; j--) { t = out[j]; out[j] = out[j - 1]; out[j - 1] = t }
}

function middle(s, n) {
  return n % 2 ? s[(n + 1) / 2] : (s[n / 2] + s[n / 2 + 1]) / 2
}

function number(value) {
  return sprintf(value < 100 ? "%.1f" : "%.0f", value)
}

END {
  print "| operation | ns | least-most of the rounds | error within a round | bytes | least-most of the rounds |"
  print "| --- | ---: | ---: | ---: | ---: | ---: |"
  for (k = 1; k <= count; k++) {
    name = names[k]
    n = rounds[name]
    sorted(time, name, n, s)
    printf "| %s | %s | %s-%s | %s | ", name, number(middle(s, n)), number(s[1]), number(s[n]), name in error ? number(error[name]) : "-"
    sorted(allocated, name, samples[name], s)
    m = samples[name]
    if (m) printf "%.0f | %.0f-%.0f |\n", middle(s, m), s[1], s[m]
    else print "- | - |"
  }
}
