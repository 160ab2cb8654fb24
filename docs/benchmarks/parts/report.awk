# Reads lines "round name requests micros p50 p99 errors ticks peak_kb" and prints a Markdown table.
# Needs hz (clock ticks per second) and base (the name that ratios are to).

{
  name = $2
  if (!(name in rounds)) names[++count] = name
  n = ++rounds[name]
  cpu[name, n] = $8 / hz * 1e6 / $3
  rate[name, n] = $3 / $4 * 1e6
  busy[name, n] = $8 / hz / ($4 / 1e6) * 100
  p50[name, n] = $5 / 1000
  p99[name, n] = $6 / 1000
  errors[name] += $7
  if ($9 > peak[name]) peak[name] = $9
}

function sorted(values, name, out,    n, i, j, t) {
  n = rounds[name]
  for (i = 1; i <= n; i++) out[i] = values[name, i]
  for (i = 2; i <= n; i++) for (j = i; j > 1 && out[j] < out[j - 1]; j--) { t = out[j]; out[j] = out[j - 1]; out[j - 1] = t }
  return n
}

function median(values, name,    s, n) {
  n = sorted(values, name, s)
  return n % 2 ? s[(n + 1) / 2] : (s[n / 2] + s[n / 2 + 1]) / 2
}

function spread(values, name, format,    s, n) {
  n = sorted(values, name, s)
  return sprintf(format " (" format "-" format ")", median(values, name), s[1], s[n])
}

END {
  print "| what | CPU per request, us | ratio to " base " | requests/s | p50 ms | p99 ms | CPU 0 busy | peak memory | errors |"
  print "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
  for (k = 1; k <= count; k++) {
    name = names[k]
    for (i = 1; i <= rounds[name]; i++) ratio[name, i] = cpu[name, i] / cpu[base, i]
    printf "| %s | %s | %s | %s | %.2f | %.2f | %.0f %% | %.0f MB | %d |\n", \
      name, spread(cpu, name, "%.1f"), spread(ratio, name, "%.2f"), spread(rate, name, "%.0f"), \
      median(p50, name), median(p99, name), median(busy, name), peak[name] / 1024, errors[name]
  }
}
