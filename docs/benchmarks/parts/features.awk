# Reads lines "round name requests micros p50 p99 errors ticks peak_kb" and prints what each name costs beyond "off".
# Needs hz (clock ticks per second) and texts (a file of "name|what it is").

BEGIN {
  while ((getline line < texts) > 0) { split(line, part, "|"); text[part[1]] = part[2] }
  text["nginx"] = "nginx `proxy_pass`"
}

{
  name = $2
  if (!(name in rounds)) names[++count] = name
  n = ++rounds[name]
  cpu[name, n] = $8 / hz * 1e6 / $3
  errors[name] += $7
}

function sorted(values, name, out,    n, i, j, t) {
  n = rounds[name]
  for (i = 1; i <= n; i++) out[i] = values[name, i]
  for (i = 2; i <= n; i++) for (j = i; j > 1 && out[j] < out[j - 1]; j--) { t = out[j]; out[j] = out[j - 1]; out[j - 1] = t }
  return n
}

function spread(values, name, format,    s, n, middle) {
  n = sorted(values, name, s)
  middle = n % 2 ? s[(n + 1) / 2] : (s[n / 2] + s[n / 2 + 1]) / 2
  return sprintf(format " (" format " to " format ")", middle, s[1], s[n])
}

END {
  print "| what is on | CPU per request, us | beyond nothing, us | ratio to nginx | errors |"
  print "| --- | --- | --- | --- | --- |"
  for (k = 1; k <= count; k++) {
    name = names[k]
    for (i = 1; i <= rounds[name]; i++) {
      beyond[name, i] = cpu[name, i] - cpu["off", i]
      ratio[name, i] = cpu[name, i] / cpu["nginx", i]
    }
    printf "| %s | %s | %s | %s | %d |\n", text[name], spread(cpu, name, "%.1f"), \
      name == "nginx" || name == "off" ? "-" : spread(beyond, name, "%+.1f"), spread(ratio, name, "%.2f"), errors[name]
  }
}
