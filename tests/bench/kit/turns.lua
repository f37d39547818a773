-- Turns for wrk, in one thread: every request is another message. Says the same as messages.ts. Arguments:
-- path ('' for the channel's own), name of the run, conversations at a time, share of three-turn ones, secret
local path, run, slots, share, headers
local sent = 0
local words = { 'hello', '2', 'Monday at ten' }

function init(args)
  path, run, slots, share = args[1], args[2], tonumber(args[3]), tonumber(args[4])
  if path == 'channel' then path = nil end
  headers = { ['content-type'] = 'application/json', ['authorization'] = 'Bearer ' .. args[5] }
end

-- A conversation has its turn after all others had theirs, so that its last turn has been answered by then.
function request()
  local slot, turn = sent % slots, math.floor(sent / slots)
  local conversation, text, where
  if (slot * 7) % 20 < share * 20 then
    conversation = string.format('%s-%d-%d', run, slot, math.floor(turn / 3))
    text, where = words[turn % 3 + 1], '/channels/http/three/messages'
  else
    conversation = string.format('long-%d', slot)
    text, where = tostring((slot + turn) % 3 + 1), '/channels/http/long/messages'
  end
  local body = string.format('{"id":"%s-%d","conversation":"%s","text":"%s"}', run, sent, conversation, text)
  sent = sent + 1
  return wrk.format('POST', path or where, headers, body)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests":%d,"seconds":%f,"p50":%f,"p99":%f,"failed":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
