import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account_id, aiGateway, gateway } from './client.js';
import { notFound, wrong } from './expect.js';

test('the URL of a provider leads through the gateway', async () => {
  const own = await gateway('urls');

  const url = await aiGateway.urls.get('openai', own.in);

  assert.ok(url.endsWith(`/v1/${account_id}/urls/openai`), url);
});

test('an unknown provider is wrong input, an unknown gateway is not found', async () => {
  const own = await gateway('urls-of-nobody');

  await wrong(aiGateway.urls.get('nobody', own.in), 'params.provider');
  await notFound(aiGateway.urls.get('openai', { account_id, gateway_id: 'no-such-gateway' }));
});
