import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { account_id, aiGateway, client, gateway, stranger } from './client.js';
import { alreadyExists, assertThreePages, assertTime, forbidden, make, notFound, wrong } from './expect.js';

const SECRET = 'sk-this-must-never-come-back';
const nobody = '00000000-0000-4000-8000-000000000000';
let own;

const create = (alias, gatewayId = own.id) =>
  aiGateway.providerConfigs.create(gatewayId, {
    account_id,
    provider_slug: 'openai',
    alias,
    default_config: false,
    secret: SECRET,
    rate_limit: 10,
  });

/** The SDK can create and list; for the two operations that it lacks, it still speaks for us. */
const path = (id, gatewayId = own.id) => `/accounts/${account_id}/ai-gateway/gateways/${gatewayId}/provider_configs/${id}`;
const rotate = async (id, secret) => (await client.put(path(id), { body: { secret } })).result;
const remove = async (id) => (await client.delete(path(id))).result;

before(async () => {
  own = await gateway('provider-configs');
});

test('a provider config is created, and its secret never comes back', async () => {
  const made = await create('created');

  assert.equal(made.provider_slug, 'openai');
  assert.equal(made.alias, 'created');
  assert.equal(made.default_config, false);
  assert.equal(made.rate_limit, 10);
  assert.equal(made.rate_limit_period, 60);
  assert.equal(made.gateway_id, own.id);
  assertTime(made.modified_at);
  assert.ok(made.secret_preview);
  assert.ok(!JSON.stringify(made).includes(SECRET));
});

test('provider configs are listed over three pages', async () => {
  const { id } = await gateway('provider-configs-paged');
  await make(45, (i) => create(`paged-${i}`, id));
  const list = (params) => aiGateway.providerConfigs.list(id, { account_id, ...params });

  await assertThreePages(list, 45);

  assert.ok(!JSON.stringify((await list({ per_page: 100 })).result).includes(SECRET));
});

test('a secret is rotated', async () => {
  const made = await create('rotated');

  const rotated = await rotate(made.id, 'sk-another-one-that-stays-inside');

  assert.equal(rotated.id, made.id);
  assert.notEqual(rotated.secret_preview, made.secret_preview);
});

test('a deleted provider config comes back once, and is gone', async () => {
  const { id } = await create('deleted');

  assert.equal((await remove(id)).id, id);

  await notFound(remove(id));
  await notFound(rotate(id, 'sk-too-late'));
});

test('bad paths throw the SDK\'s own errors', async () => {
  await create('taken');

  await alreadyExists(create('taken'));
  await notFound(create('homeless', 'no-such-gateway'));
  await notFound(remove(nobody));
  await wrong(
    aiGateway.providerConfigs.create(own.id, { account_id, alias: 1, default_config: 'yes' }),
    'body.alias',
    'body.default_config',
    'body.provider_slug',
  );
  assert.deepEqual((await aiGateway.providerConfigs.list('no-such-gateway', { account_id })).result, []);
  await forbidden(stranger.providerConfigs.list(own.id, { account_id }));
});
