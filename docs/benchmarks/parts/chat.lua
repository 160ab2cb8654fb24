-- The load: one chat completion request of 1 KB. Prints a line of figures that run can read.
local words = "the water waits behind the gate until the turbine calls for a little more of it and "
local frame = '{"model":"gpt-4o-mini","messages":[{"role":"system","content":"Answer briefly."},'
  .. '{"role":"user","content":"%s"}],"max_tokens":64}'
local room = 1024 - #frame + 2

wrk.method = "POST"
wrk.body = frame:format(words:rep(math.ceil(room / #words)):sub(1, room))
wrk.headers["content-type"] = "application/json"

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    "figures %d %d %d %d %d\n",
    summary.requests,
    summary.duration,
    latency:percentile(50),
    latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
