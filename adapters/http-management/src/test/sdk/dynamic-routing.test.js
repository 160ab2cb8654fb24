import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { account_id, aiGateway, gateway, stranger } from './client.js';
import { alreadyExists, forbidden, make, notFound, wrong } from './expect.js';

const { dynamicRouting } = aiGateway;
const nobody = '00000000-0000-4000-8000-000000000000';
const to = (elementId) => ({ elementId });
const graph = (model) => [
  { id: 'start', type: 'start', outputs: { next: to('who') } },
  {
    id: 'who',
    type: 'conditional',
    properties: { conditions: { 'metadata.plan': { $eq: 'paid' } } },
    outputs: { true: to('split'), false: to('rate') },
  },
  { id: 'split', type: 'percentage', outputs: { 90: to('model'), 10: to('end') } },
  {
    id: 'rate',
    type: 'rate',
    properties: { key: 'metadata.user', limit: 10, limitType: 'count', window: 60 },
    outputs: { success: to('model'), fallback: to('end') },
  },
  {
    id: 'model',
    type: 'model',
    properties: { provider: 'openai', model, retries: 1, timeout: 1000 },
    outputs: { success: to('end'), fallback: to('end') },
  },
  { id: 'end', type: 'end', outputs: {} },
];
let own;

const create = (name, gatewayId = own.id) => dynamicRouting.create(gatewayId, { account_id, name, elements: graph('m-1') });

before(async () => {
  own = await gateway('routes');
});

test('a route is created with its first version deployed, and shown', async () => {
  const made = await create('created');

  assert.equal(made.name, 'created');
  assert.equal(made.gateway_id, own.id);
  assert.deepEqual(made.elements.map((element) => element.type), graph('').map((element) => element.type));
  assert.equal(made.version.version_id, made.deployment.version_id);
  assert.equal(made.version.active, 'true');
  assert.deepEqual(JSON.parse(made.version.data).map((element) => element.id), graph('').map((element) => element.id));
  assert.deepEqual(await dynamicRouting.get(made.id, own.in), made);
});

test('a route is renamed', async () => {
  const { id } = await create('before');

  const answer = await dynamicRouting.update(id, { ...own.in, name: 'after' });

  assert.equal(answer.success, true);
  assert.equal(answer.route.name, 'after');
  assert.equal((await dynamicRouting.get(id, own.in)).name, 'after');
});

test('routes are listed over three pages', async () => {
  const { id } = await gateway('routes-paged');
  await make(45, (i) => create(`paged-${i}`, id));

  const pages = [];
  for (let page = 1; page <= 4; page++) {
    const { success, data } = await dynamicRouting.list(id, { account_id, page, per_page: 15 });
    assert.equal(success, true);
    assert.equal(data.page, page);
    pages.push(data.routes.map((route) => route.id));
  }

  assert.deepEqual(pages.map((page) => page.length), [15, 15, 15, 0]);
  assert.equal(new Set(pages.flat()).size, 45);
});

test('a new version serves once it is deployed, and an older deployment brings the older one back', async () => {
  const route = await create('rolled-back');
  const inRoute = { ...own.in };
  const modelOf = async () =>
    (await dynamicRouting.get(route.id, inRoute)).elements.find((element) => element.type === 'model').properties.model;

  const { version_id } = await dynamicRouting.createVersion(route.id, { ...inRoute, elements: graph('m-2') });
  assert.ok(version_id, 'the new version has an id');
  assert.equal(await modelOf(), 'm-1');

  await dynamicRouting.createDeployment(route.id, { ...inRoute, version_id });
  assert.equal(await modelOf(), 'm-2');

  await dynamicRouting.createDeployment(route.id, { ...inRoute, version_id: route.version.version_id });
  assert.equal(await modelOf(), 'm-1');

  const { versions } = (await dynamicRouting.listVersions(route.id, inRoute)).data;
  assert.deepEqual(versions.map((version) => version.version_id).sort(), [version_id, route.version.version_id].sort());
  assert.deepEqual(
    versions.filter((version) => version.active === 'true').map((version) => version.version_id),
    [route.version.version_id],
  );
  const { deployments } = (await dynamicRouting.listDeployments(route.id, inRoute)).data;
  assert.equal(deployments.length, 3);

  const shown = await dynamicRouting.getVersion(version_id, { ...inRoute, id: route.id });
  assert.equal(shown.version_id, version_id);
  assert.equal(shown.active, 'false');
});

test('a deleted route comes back once, and is gone', async () => {
  const { id } = await create('deleted');

  assert.equal((await dynamicRouting.delete(id, own.in)).id, id);

  await notFound(dynamicRouting.get(id, own.in), 7005);
  await notFound(dynamicRouting.delete(id, own.in), 7005);
});

test('bad paths throw the SDK\'s own errors', async () => {
  const { id } = await create('taken');
  const other = await create('other');

  await alreadyExists(create('taken'), 7005);
  await alreadyExists(dynamicRouting.update(other.id, { ...own.in, name: 'taken' }), 7005);
  await notFound(create('homeless', 'no-such-gateway'));
  await notFound(dynamicRouting.list('no-such-gateway', { account_id }));
  await notFound(dynamicRouting.get(nobody, own.in), 7005);
  await notFound(dynamicRouting.update(nobody, { ...own.in, name: 'x' }), 7005);
  await notFound(dynamicRouting.listVersions(nobody, own.in), 7005);
  await notFound(dynamicRouting.getVersion(nobody, { ...own.in, id }), 7005);
  await notFound(dynamicRouting.createDeployment(id, { ...own.in, version_id: nobody }), 7005);
  await wrong(dynamicRouting.create(own.id, { account_id, elements: 'none' }), 'body.name', 'body.elements');
  await forbidden(stranger.dynamicRouting.list(own.id, { account_id }));
});
