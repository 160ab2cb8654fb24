-- The load of one feature: a chat completion of 1 KB in the form that KIND names. Prints a line of figures that features can read.
local words = "the water waits behind the gate until the turbine calls for a little more of it and "
local kind = os.getenv("KIND") or "plain"
local models = { compat = "openai/gpt-4o-mini", translated = "anthropic/claude-haiku-4-5", route = "dynamic/benchmark" }
local frame = '{"model":"' .. (models[kind] or "gpt-4o-mini") .. '","messages":[{"role":"system","content":"Answer briefly."},'
  .. '{"role":"user","content":"%s"}],"max_tokens":64}'
local room = 1024 - #frame + 2

local function body(first)
  return frame:format((first .. words:rep(math.ceil(room / #words))):sub(1, room))
end

wrk.method = "POST"
wrk.headers["content-type"] = "application/json"
wrk.body = body("")
if kind == "universal" then
  wrk.body = '[{"provider":"openai","endpoint":"chat/completions","headers":{"authorization":"Bearer sk-benchmark"},"query":'
    .. wrk.body .. "}]"
end

if kind == "unique" then
  -- Another request each time, also in another run against the same server.
  local count, run = 0, os.time() .. "-" .. os.getenv("ROUND") .. "-"
  request = function()
    count = count + 1
    return wrk.format(nil, nil, nil, body(run .. count .. " "))
  end
end

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
