// Asks for many kinds of lists of logs, one after the other, and prints how long they took as Markdown:
// list-logs.mjs LOGS_URL TOKEN TIMES COUNT
const [url, token, times, count] = process.argv.slice(2);
const headers = { authorization: `Bearer ${token}` };
const filter = (key, operator, ...value) => ({ key, operator, value });
const filters = (...all) => ({ filters: JSON.stringify(all) });
const middle = '2026-11-11T00:00:00Z';

const last = Math.floor(Number(count) / 50);
const lists = [
  ['no filter', {}],
  ['page 10,000 of 50', { per_page: 50, page: Math.min(10_000, last) }],
  ['the last page of 50', { per_page: 50, page: last }],
  ['model, common', filters(filter('model', 'eq', 'gpt-4o-mini-2024-07-18'))],
  ['model, rare', filters(filter('model', 'eq', 'command-a-03-2025'))],
  ['model, common, page 5,000 of 20', { page: 5000, ...filters(filter('model', 'eq', 'gpt-4o-mini-2024-07-18')) }],
  ['model contains', filters(filter('model', 'contains', '4o'))],
  ['model, none', filters(filter('model', 'eq', 'nobody'))],
  ['provider', filters(filter('provider', 'eq', 'anthropic'))],
  ['success is false', filters(filter('success', 'eq', false))],
  ['cached', filters(filter('cached', 'eq', true))],
  ['user_agent contains', filters(filter('user_agent', 'contains', 'curl'))],
  ['request_type', filters(filter('request_type', 'eq', 'compat'))],
  ['provider, model, success', filters(
    filter('provider', 'eq', 'openai'), filter('model', 'neq', 'o4-mini'), filter('success', 'eq', true))],
  ['since the middle', filters(filter('created_at', 'gt', middle))],
  ['one hour', { start_date: middle, end_date: '2026-11-11T01:00:00Z' }],
  ['provider, since the middle', filters(filter('provider', 'eq', 'mistral'), filter('created_at', 'gt', middle))],
  ['cost above, half of them', filters(filter('cost', 'gt', 0.002))],
  ['cost above, few', filters(filter('cost', 'gt', 0.06))],
  ['tokens above, few', filters(filter('tokens', 'gt', 9500))],
  ['duration above, some', filters(filter('duration', 'gt', 9000))],
  ['provider and duration', filters(filter('provider', 'eq', 'openai'), filter('duration', 'gt', 9000))],
  ['feedback', filters(filter('feedback', 'eq', 1))],
  ['metadata.key, every entry', filters(filter('metadata.key', 'eq', 'team'))],
  ['metadata.key, 1 in 1000', filters(filter('metadata.key', 'eq', 'experiment'))],
  ['metadata.value, a third', filters(filter('metadata.value', 'eq', 'red'))],
  ['metadata.value, 50 entries', filters(filter('metadata.value', 'eq', 'u77'))],
  ['metadata.value contains, few', filters(filter('metadata.value', 'contains', 'u7777'))],
  ['search, few', { search: 'u7777' }],
  ['request_content_type', filters(filter('request_content_type', 'eq', 'application/json'))],
  ...['created_at', 'provider', 'model', 'model_type', 'success', 'cached'].map(
    (field) => [`order_by=${field}, ascending`, { order_by: field, order_by_direction: 'asc' }]),
  ['order_by=model, provider, page 1,000', { order_by: 'model', page: 1000, ...filters(filter('provider', 'eq', 'openai')) }],
  ['order_by=model, cost above', { order_by: 'model', ...filters(filter('cost', 'gt', 0.002)) }],
  ['meta_info, no filter', { meta_info: true }],
  ['meta_info, model', { meta_info: true, ...filters(filter('model', 'eq', 'gpt-4o-mini-2024-07-18')) }],
  ['meta_info, one hour', { meta_info: true, start_date: middle, end_date: '2026-11-11T01:00:00Z' }],
];

async function ask(query) {
  const started = performance.now();
  const answer = await fetch(`${url}?${new URLSearchParams(query)}`, { headers });
  const body = await answer.json();
  if (answer.status !== 200) {
    throw new Error(`${answer.status} ${JSON.stringify(body)}`);
  }
  return [performance.now() - started, body.result_info.total_count];
}

// The compilers have their say before the clock runs.
for (let round = 0; round < 10; round++) {
  for (const [, query] of lists.slice(0, 16)) {
    await ask(query);
  }
}

console.log('| list | total | least ms | median ms | p95 ms | median within 100 ms |');
console.log('| --- | --- | --- | --- | --- | --- |');
for (const [name, query] of lists) {
  const [, total] = await ask(query);
  const taken = [];
  for (let i = 0; i < Number(times); i++) {
    taken.push((await ask(query))[0]);
  }
  taken.sort((one, other) => one - other);
  const median = taken[Math.floor(taken.length / 2)];
  const p95 = taken[Math.min(taken.length - 1, Math.ceil(taken.length * 0.95) - 1)];
  const verdict = median <= 20 ? 'yes, within 20' : median <= 100 ? 'yes' : '**no**';
  console.log(`| ${name} | ${total} | ${taken[0].toFixed(1)} | ${median.toFixed(1)} | ${p95.toFixed(1)} | ${verdict} |`);
}
