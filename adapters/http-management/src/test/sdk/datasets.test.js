import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { account_id, aiGateway, gateway, stranger } from './client.js';
import { alreadyExists, assertThreePages, assertTime, forbidden, make, notFound, wrong } from './expect.js';

const nobody = '00000000-0000-4000-8000-000000000000';
const filters = [
  { key: 'model', operator: 'contains', value: ['gpt'] },
  { key: 'cost', operator: 'gt', value: [0.5] },
  { key: 'success', operator: 'eq', value: [true] },
];
let own;

const create = (name, gatewayId = own.id) =>
  aiGateway.datasets.create(gatewayId, { account_id, name, enable: true, filters });

before(async () => {
  own = await gateway('datasets');
});

test('a dataset is created and shown', async () => {
  const made = await create('created');

  assert.equal(made.name, 'created');
  assert.equal(made.enable, true);
  assert.equal(made.gateway_id, own.id);
  assert.deepEqual(made.filters, filters);
  assertTime(made.created_at);
  assertTime(made.modified_at);
  assert.deepEqual(await aiGateway.datasets.get(made.id, own.in), made);
});

test('an update replaces all of a dataset', async () => {
  const { id } = await create('before');

  const updated = await aiGateway.datasets.update(id, { ...own.in, name: 'after', enable: false, filters: [] });

  assert.equal(updated.name, 'after');
  assert.equal(updated.enable, false);
  assert.deepEqual(updated.filters, []);
  assert.deepEqual(await aiGateway.datasets.get(id, own.in), updated);
});

test('datasets are listed over three pages, and by name and switch', async () => {
  const { id } = await gateway('datasets-paged');
  await make(45, (i) => create(`paged ${i}`, id));
  const list = (params) => aiGateway.datasets.list(id, { account_id, ...params });

  await assertThreePages(list, 45);

  assert.equal((await list({ name: 'paged 44' })).result.length, 1);
  assert.equal((await list({ search: 'PAGED 44'.toLowerCase() })).result.length, 1);
  assert.equal((await list({ enable: false })).result.length, 0);
});

test('a deleted dataset comes back once, and is gone', async () => {
  const made = await create('deleted');

  assert.equal((await aiGateway.datasets.delete(made.id, own.in)).id, made.id);

  await notFound(aiGateway.datasets.get(made.id, own.in));
  await notFound(aiGateway.datasets.delete(made.id, own.in));
});

test('bad paths throw the SDK\'s own errors', async () => {
  const { id } = await create('taken');
  const other = await create('other');

  await alreadyExists(create('taken'));
  await alreadyExists(aiGateway.datasets.update(other.id, { ...own.in, name: 'taken', enable: true, filters: [] }));
  await notFound(create('homeless', 'no-such-gateway'));
  await notFound(aiGateway.datasets.get(nobody, own.in));
  await notFound(aiGateway.datasets.get(id, { account_id, gateway_id: 'no-such-gateway' }));
  await notFound(aiGateway.datasets.update(nobody, { ...own.in, name: 'x', enable: true, filters: [] }));
  await wrong(
    aiGateway.datasets.create(own.id, {
      account_id,
      name: 1,
      filters: [{ key: 'id', operator: 'neq', value: [] }],
    }),
    'body.name',
    'body.enable',
    'body.filters.0.key',
    'body.filters.0.operator',
  );
  await wrong(aiGateway.datasets.list(own.id, { account_id, per_page: 0 }), 'query.per_page');
  await forbidden(stranger.datasets.list(own.id, { account_id }));
});
