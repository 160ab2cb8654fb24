import assert from 'node:assert/strict';
import { test } from 'node:test';
import Cloudflare from 'cloudflare';
import { account_id, aiGateway, client, gateway, settings, stranger } from './client.js';
import { alreadyExists, assertThreePages, assertTime, forbidden, make, notFound, wrong } from './expect.js';

const rich = {
  ...settings,
  authentication: true,
  cache_ttl: 60,
  collect_logs: false,
  dlp: { action: 'BLOCK', enabled: true, profiles: ['p'] },
  log_management: 20000,
  log_management_strategy: 'DELETE_OLDEST',
  otel: [{ authorization: 'a', content_type: 'json', headers: { 'x-key': 'k' }, url: 'https://otel.invalid/v1' }],
  rate_limiting_technique: 'sliding',
  retry_backoff: 'exponential',
  retry_delay: 60000,
  retry_max_attempts: 5,
  spend_limits: { enabled: true, rules: [{ limit: 12.5, limitType: 'cost', window: 3600 }] },
};

test('a gateway is created with every setting that was given', async () => {
  const made = await aiGateway.create({ account_id, id: 'rich', ...rich });

  assert.equal(made.id, 'rich');
  assert.equal(made.is_default, false);
  assertTime(made.created_at);
  assertTime(made.modified_at);
  const { otel, spend_limits, ...plain } = rich;
  for (const [name, value] of Object.entries(plain)) {
    assert.deepEqual(made[name], value, name);
  }
  assert.equal(made.otel[0].url, 'https://otel.invalid/v1');
  assert.equal(made.spend_limits.rules[0].limit, 12.5);
  assert.match(made.spend_limits.rules[0].id, /^[0-9a-f]{8}$/);
  assert.deepEqual(await aiGateway.get('rich', { account_id }), made);
});

test('an update replaces settings and keeps what it leaves out', async () => {
  const { id } = await gateway('updated');
  await aiGateway.update(id, { account_id, ...settings, retry_max_attempts: 3 });

  const updated = await aiGateway.update(id, { account_id, ...settings, cache_ttl: 300 });

  assert.equal(updated.cache_ttl, 300);
  assert.equal(updated.retry_max_attempts, 3);
  assert.deepEqual(await aiGateway.get(id, { account_id }), updated);
});

test('gateways are listed over three pages', async () => {
  const made = await make(45, (i) => gateway(`paged-${String(i).padStart(2, '0')}`));

  await assertThreePages((paging) => aiGateway.list({ account_id, search: 'paged-', ...paging }), 45);

  const [second] = (await aiGateway.list({ account_id, search: 'paged-', per_page: 1, page: 2 })).result;
  assert.equal(second.id, made[1].id);
});

test('a deleted gateway comes back once, and is gone', async () => {
  const { id } = await gateway('deleted');

  const deleted = await aiGateway.delete(id, { account_id });

  assert.equal(deleted.id, id);
  await notFound(aiGateway.get(id, { account_id }));
  await notFound(aiGateway.delete(id, { account_id }));
});

test('another account does not see it', async () => {
  const { id } = await gateway('mine');

  await notFound(aiGateway.get(id, { account_id: 'ffffffffffffffffffffffffffffffff' }));
});

test('the older pair of headers is as good', async () => {
  const older = new Cloudflare({ baseURL: client.baseURL, apiEmail: 'me@example.com', apiKey: client.apiToken });

  assert.ok((await older.aiGateway.list({ account_id })).result);
});

test('bad paths throw the SDK\'s own errors', async () => {
  await gateway('taken');

  await alreadyExists(aiGateway.create({ account_id, id: 'taken', ...settings }));
  await notFound(aiGateway.update('nobody', { account_id, ...settings }));
  await wrong(
    aiGateway.create({ account_id, id: 'No Name', ...settings, cache_ttl: -1, retry_max_attempts: 6 }),
    'body.id',
    'body.cache_ttl',
    'body.retry_max_attempts',
  );
  await wrong(aiGateway.list({ account_id, per_page: 101 }), 'query.per_page');
  await wrong(aiGateway.get('a/b', { account_id }), 'params.id');
  await forbidden(stranger.list({ account_id }));
  await forbidden(stranger.get('taken', { account_id }));
});
