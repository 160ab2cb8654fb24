import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account_id, aiGateway, client, stranger } from './client.js';
import { alreadyExists, assertThreePages, assertTime, forbidden, make, notFound, wrong } from './expect.js';

const nobody = '00000000-0000-4000-8000-000000000000';
const inAccount = { account_id };

const create = (slug) =>
  aiGateway.customProviders.create({
    account_id,
    slug,
    name: `Provider ${slug}`,
    base_url: 'https://models.example.com/v1',
    enable: true,
    description: 'ours',
  });

/** The SDK has no update; it still speaks for us. */
const update = async (id, body) =>
  (await client.patch(`/accounts/${account_id}/ai-gateway/custom-providers/${id}`, { body })).result;

test('a custom provider is created and shown', async () => {
  const made = await create('created');

  assert.equal(made.slug, 'created');
  assert.equal(made.name, 'Provider created');
  assert.equal(made.base_url, 'https://models.example.com/v1');
  assert.equal(made.enable, true);
  assert.equal(made.description, 'ours');
  assertTime(made.created_at);
  assertTime(made.modified_at);
  assert.deepEqual(await aiGateway.customProviders.get(made.id, inAccount), made);
});

test('an update changes what it names and nothing else', async () => {
  const made = await create('updated');

  const updated = await update(made.id, { name: 'New name' });

  assert.deepEqual({ ...updated, modified_at: '' }, { ...made, name: 'New name', modified_at: '' });
});

test('custom providers are listed over three pages', async () => {
  await make(45, (i) => create(`paged-${i}`));

  await assertThreePages((paging) => aiGateway.customProviders.list({ account_id, search: 'paged-', ...paging }), 45);
});

test('a deleted custom provider comes back once, and is gone', async () => {
  const { id } = await create('deleted');

  assert.equal((await aiGateway.customProviders.delete(id, inAccount)).id, id);

  await notFound(aiGateway.customProviders.get(id, inAccount));
  await notFound(aiGateway.customProviders.delete(id, inAccount));
});

test('bad paths throw the SDK\'s own errors', async () => {
  await create('taken');

  await alreadyExists(create('taken'));
  await notFound(aiGateway.customProviders.get(nobody, inAccount));
  await notFound(update(nobody, { name: 'x' }));
  await wrong(
    aiGateway.customProviders.create({ account_id, name: 1, base_url: 'nowhere' }),
    'body.name',
    'body.slug',
    'body.base_url',
  );
  await wrong(aiGateway.customProviders.list({ account_id, per_page: 101 }), 'query.per_page');
  await forbidden(stranger.customProviders.list({ account_id }));
});
