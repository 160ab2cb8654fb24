// Makes gateways, says how long the first and the last thousand took, and walks through all of them in pages.
const [gateways, token, countText] = process.argv.slice(2);
const count = Number(countText);
const SLICE = Math.min(1000, count / 2);
const AT_ONCE = 4;
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
const settings = {
  cache_invalidate_on_update: false,
  cache_ttl: 60,
  collect_logs: true,
  rate_limiting_interval: 60,
  rate_limiting_limit: 100,
  spend_limits: { enabled: true, rules: [{ limit: 10, limitType: 'cost', window: 3600 }] },
};

async function ask(url, options = {}) {
  const answer = await fetch(url, { headers, ...options });
  const body = await answer.json();
  if (answer.status !== 200) {
    throw new Error(`${answer.status} ${JSON.stringify(body)}`);
  }
  return body;
}

const name = (number) => `gateway-${String(number).padStart(6, '0')}`;

async function make(from, to) {
  const started = performance.now();
  let next = from;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < to) {
        const id = name(next++);
        await ask(gateways, { method: 'POST', body: JSON.stringify({ id, ...settings }) });
      }
    }),
  );
  return ((to - from) / (performance.now() - started)) * 1000;
}

async function walk(perPage) {
  const started = performance.now();
  let seen = 0;
  let slowest = 0;
  for (let page = 1; ; page++) {
    const asked = performance.now();
    const { result, result_info } = await ask(`${gateways}?page=${page}&per_page=${perPage}`);
    slowest = Math.max(slowest, performance.now() - asked);
    for (const gateway of result) {
      if (gateway.id !== name(seen++)) {
        throw new Error(`${gateway.id} stands where ${name(seen - 1)} should`);
      }
    }
    if (result_info.total_count !== count) {
      throw new Error(`total_count is ${result_info.total_count}`);
    }
    if (result.length === 0) {
      break;
    }
  }
  if (seen !== count) {
    throw new Error(`${seen} gateways instead of ${count}`);
  }
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `pages of ${perPage}: all ${seen} in ${seconds.toFixed(1)} s, ${((seconds * 1000) / (count / perPage)).toFixed(1)} ms a page, ` +
      `the slowest ${slowest.toFixed(0)} ms`,
  );
}

const first = await make(0, SLICE);
await make(SLICE, count - SLICE);
const last = await make(count - SLICE, count);
console.log(`made ${count}: the first ${SLICE} at ${first.toFixed(0)}/s, the last ${SLICE} at ${last.toFixed(0)}/s`);
await walk(100);
await walk(20);
