import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { account_id, aiGateway, client } from './client.js';
import { make, notFound, wrong } from './expect.js';

// The SDK does not know the costs of custom providers; it still speaks for us.
const path = `/accounts/${account_id}/ai-gateway/custom-providers/costs`;
const nobody = '00000000-0000-4000-8000-000000000000';
let provider;

const create = async (model) =>
  (await client.post(path, { body: { account_provider_id: provider.id, model, model_rule: 'equals', cost_in: 0.5, cost_out: 1.5 } }))
    .result;
const get = async (id) => (await client.get(`${path}/${id}`)).result;

before(async () => {
  provider = await aiGateway.customProviders.create({
    account_id,
    slug: 'priced',
    name: 'Priced',
    base_url: 'https://models.example.com/v1',
  });
});

test('a cost is created, shown, updated and deleted', async () => {
  const made = await create('m');
  assert.equal(made.model, 'm');
  assert.deepEqual(await get(made.id), made);

  const updated = (await client.patch(`${path}/${made.id}`, { body: { cost_in: 0.75 } })).result;
  assert.equal(updated.cost_in, 0.75);
  assert.equal(updated.cost_out, 1.5);

  assert.equal((await client.delete(`${path}/${made.id}`)).result.id, made.id);
  await notFound(get(made.id));
});

test('costs are listed over three pages', async () => {
  await make(45, (i) => create(`paged-${i}`));

  const sizes = [];
  for (let page = 1; page <= 4; page++) {
    sizes.push((await client.get(path, { query: { page, per_page: 15 } })).result.length);
  }

  assert.deepEqual(sizes, [15, 15, 15, 0]);
});

test('bad paths throw the SDK\'s own errors', async () => {
  await notFound(get(nobody));
  await notFound(client.delete(`${path}/${nobody}`));
  await wrong(
    client.post(path, { body: { account_provider_id: 'no uuid', model_rule: 'about' } }),
    'body.account_provider_id',
    'body.model',
    'body.model_rule',
  );
});
