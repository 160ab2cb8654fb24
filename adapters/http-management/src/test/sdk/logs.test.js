import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account_id, aiGateway, loggedGateway, stranger } from './client.js';
import { assertThreePages, assertTime, forbidden, notFound, wrong } from './expect.js';

// The gateway has at least 45 logs; see README.md.
const inGateway = { account_id, gateway_id: loggedGateway };
const logs = (params = {}) => aiGateway.logs.list(loggedGateway, { account_id, ...params });
const nobody = '00000000-0000-7000-8000-000000000000';

test('logs are listed over three pages', async () => {
  const { total_count } = (await logs()).result_info;

  assert.ok(total_count >= 45, `${total_count} logs`);
  await assertThreePages(logs, total_count);
});

test('filters select logs, in the encoding of the SDK', async () => {
  const [{ id }] = (await logs({ order_by: 'created_at', order_by_direction: 'asc', per_page: 1 })).result;

  const found = await logs({
    filters: [
      { key: 'id', operator: 'eq', value: [id, nobody] },
      { key: 'tokens', operator: 'gt', value: [0] },
      { key: 'success', operator: 'eq', value: [true] },
    ],
  });

  assert.deepEqual(found.result.map((log) => log.id), [id]);
});

test('a log is shown with its bodies', async () => {
  const [{ id }] = (await logs({ per_page: 1 })).result;

  const log = await aiGateway.logs.get(id, inGateway);

  assert.equal(log.id, id);
  assertTime(log.created_at);
  assert.equal(log.request_head_complete, true);
  assert.deepEqual(await aiGateway.logs.request(id, inGateway), JSON.parse(log.request_head));
  assert.deepEqual(await aiGateway.logs.response(id, inGateway), JSON.parse(log.response_head));
});

test('feedback, score and metadata of a log are edited', async () => {
  const [{ id }] = (await logs({ per_page: 1 })).result;

  await aiGateway.logs.edit(id, { ...inGateway, feedback: 1, score: 87.5, metadata: { team: 'red', n: 2, vip: false } });
  await aiGateway.logs.edit(id, inGateway);

  const log = await aiGateway.logs.get(id, inGateway);
  assert.deepEqual(JSON.parse(log.metadata), { team: 'red', n: 2, vip: false });
  const rated = await logs({ filters: [{ key: 'feedback', operator: 'eq', value: [1] }] });
  assert.ok(rated.result.some((each) => each.id === id));
});

test('logs are deleted by filter, the oldest first, up to a limit', async () => {
  const oldest = (await logs({ order_by: 'created_at', order_by_direction: 'asc', per_page: 3 })).result;
  const model = { key: 'model', operator: 'eq', value: [oldest[0].model] };

  const deleted = await aiGateway.logs.delete(loggedGateway, { account_id, filters: [model], limit: 2 });

  assert.equal(deleted.success, true);
  await notFound(aiGateway.logs.get(oldest[0].id, inGateway));
  await notFound(aiGateway.logs.get(oldest[1].id, inGateway));
  assert.equal((await aiGateway.logs.get(oldest[2].id, inGateway)).id, oldest[2].id);
});

test('bad paths throw the SDK\'s own errors', async () => {
  await notFound(aiGateway.logs.get(nobody, inGateway));
  await notFound(aiGateway.logs.request(nobody, inGateway));
  await notFound(aiGateway.logs.response(nobody, inGateway));
  await wrong(logs({ per_page: 51, order_by: 'beauty' }), 'query.per_page', 'query.order_by');
  await wrong(
    logs({ filters: [{ key: 'beauty', operator: 'like', value: [1] }] }),
    'query.filters.0.key',
    'query.filters.0.operator',
  );
  await notFound(aiGateway.logs.edit(nobody, { ...inGateway, feedback: 1 }));
  await wrong(
    aiGateway.logs.edit((await logs()).result[0].id, { ...inGateway, feedback: 2, score: -1, metadata: { a: [] } }),
    'body.feedback',
    'body.score',
    'body.metadata.a',
  );
  await wrong(aiGateway.logs.delete(loggedGateway, { account_id, limit: 10_001 }), 'query.limit');
  await forbidden(stranger.logs.list(loggedGateway, { account_id }));
});
