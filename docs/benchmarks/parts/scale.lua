-- The load of one server with many gateways: each request goes to another gateway with its own token, drawn from the first USED
-- of them; with KIND=route through the gateway's own route. Prints a line of figures that scale can read.
local used = tonumber(os.getenv("USED"))
local route = os.getenv("KIND") == "route"
local words = "the water waits behind the gate until the turbine calls for a little more of it and "
local model = route and "dynamic/route-@@@@@@@" or "gpt-4o-mini"
local frame = '{"model":"' .. model .. '","messages":[{"role":"system","content":"Answer briefly."},'
  .. '{"role":"user","content":"%s"}],"max_tokens":64}'
local room = 1024 - #frame + 2
local pieces = {}

function init(args)
  math.randomseed(tonumber(os.getenv("SEED")))
  wrk.method = "POST"
  wrk.body = frame:format(words:rep(math.ceil(room / #words)):sub(1, room))
  wrk.headers["content-type"] = "application/json"
  wrk.headers["cf-aig-authorization"] = "Bearer scale-token-of-@@@@@@@"
  local path = wrk.path .. "/gateway-@@@@@@@/" .. (route and "compat" or "openai") .. "/chat/completions"
  -- A number has as many digits as its place is long, so the length of the body stays as it is.
  for piece in (wrk.format(nil, path) .. "@@@@@@@"):gmatch("(.-)@@@@@@@") do
    pieces[#pieces + 1] = piece
  end
end

function request()
  return table.concat(pieces, ("%07d"):format(math.random(0, used - 1)))
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
