import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { account_id, aiGateway, gateway, stranger } from './client.js';
import { alreadyExists, assertThreePages, assertTime, forbidden, make, notFound, wrong } from './expect.js';

const PATIENCE_MS = 20_000;
const nobody = '00000000-0000-4000-8000-000000000000';
let own;
let dataset;
let types;

const create = (name, gatewayId = own.id, datasetId = dataset.id) =>
  aiGateway.evaluations.create(gatewayId, {
    account_id,
    name,
    dataset_ids: [datasetId],
    evaluation_type_ids: types.map((type) => type.id),
  });
const allLogs = (gatewayId) =>
  aiGateway.datasets.create(gatewayId, { account_id, name: 'all', enable: true, filters: [] });

before(async () => {
  own = await gateway('evaluations');
  dataset = await allLogs(own.id);
  types = (await aiGateway.evaluationTypes.list({ account_id })).result;
});

test('the evaluation types are built in', async () => {
  assert.ok(types.length >= 3, `${types.length} types`);
  for (const type of types) {
    assert.equal(typeof type.name, 'string');
    assert.equal(typeof type.type, 'string');
    assert.equal(typeof type.description, 'string');
    assert.equal(typeof type.enable, 'boolean');
    assert.equal(typeof type.mandatory, 'boolean');
    assertTime(type.created_at);
  }
  const again = [];
  for await (const type of aiGateway.evaluationTypes.list({ account_id, order_by: 'whatever' })) {
    again.push(type.id);
  }
  assert.deepEqual(again.sort(), types.map((type) => type.id).sort());
  await wrong(aiGateway.evaluationTypes.list({ account_id, per_page: 4 }), 'query.per_page');
});

test('an evaluation is created, worked off and shown with one result for each type', async () => {
  const made = await create('created');

  assert.equal(made.name, 'created');
  assert.equal(made.gateway_id, own.id);
  assert.equal(made.datasets[0].id, dataset.id);
  assertTime(made.created_at);

  const deadline = Date.now() + PATIENCE_MS;
  let shown = await aiGateway.evaluations.get(made.id, own.in);
  while (!shown.processed && Date.now() < deadline) {
    await pause(50);
    shown = await aiGateway.evaluations.get(made.id, own.in);
  }
  assert.equal(shown.processed, true);
  assert.equal(shown.total_logs, 0);
  assert.deepEqual(
    shown.results.map((result) => result.evaluation_type_id).sort(),
    types.map((type) => type.id).sort(),
  );
});

test('evaluations are listed over three pages', async () => {
  const { id } = await gateway('evaluations-paged');
  const logs = await allLogs(id);
  await make(45, (i) => create(`paged ${i}`, id, logs.id));
  const list = (params) => aiGateway.evaluations.list(id, { account_id, ...params });

  await assertThreePages(list, 45);

  assert.equal((await list({ name: 'paged 44' })).result.length, 1);
  assert.equal((await list({ search: 'paged 44' })).result.length, 1);
});

test('a deleted evaluation comes back once, and is gone', async () => {
  const made = await create('deleted');

  assert.equal((await aiGateway.evaluations.delete(made.id, own.in)).id, made.id);

  await notFound(aiGateway.evaluations.get(made.id, own.in));
  await notFound(aiGateway.evaluations.delete(made.id, own.in));
});

test('bad paths throw the SDK\'s own errors', async () => {
  await create('taken');

  await alreadyExists(create('taken'));
  await notFound(create('homeless', 'no-such-gateway'));
  await notFound(aiGateway.evaluations.get(nobody, own.in));
  await wrong(
    aiGateway.evaluations.create(own.id, { account_id, name: 'x', dataset_ids: [], evaluation_type_ids: 'all' }),
    'body.dataset_ids',
    'body.evaluation_type_ids',
  );
  assert.deepEqual((await aiGateway.evaluations.list('no-such-gateway', { account_id })).result, []);
  await forbidden(stranger.evaluations.list(own.id, { account_id }));
});
