// Sends requests at an even rate and writes a line "milliseconds log-id" for every good reply:
// steady-load.mjs URL TOKEN RATE SECONDS FILE
import { appendFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

const [url, token, rate, seconds, file] = process.argv.slice(2);
const TICK_MS = 10;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const body = JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'What does a penstock do?' }] });
const headers = {
  'content-type': 'application/json',
  'content-length': Buffer.byteLength(body),
  authorization: 'Bearer sk-benchmark',
  'cf-aig-authorization': `Bearer ${token}`,
};

function ask() {
  const call = request(url, { method: 'POST', agent, headers, timeout: 5000 }, (reply) => {
    reply.resume();
    const id = reply.headers['cf-aig-log-id'];
    if (reply.statusCode === 200 && id) {
      reply.on('end', () => appendFileSync(file, `${Date.now()} ${id}\n`));
    }
    reply.on('error', () => {}); // the server was killed: that is the point
  });
  call.on('error', () => {}); // the same
  call.on('timeout', () => call.destroy());
  call.end(body);
}

const start = performance.now();
let sent = 0;
const clock = setInterval(() => {
  const elapsed = performance.now() - start;
  if (elapsed >= seconds * 1000) {
    clearInterval(clock);
    setTimeout(() => process.exit(0), 200);
    return;
  }
  for (const due = Math.floor((elapsed / 1000) * rate); sent < due; sent++) {
    ask();
  }
}, TICK_MS);
