import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client } from './client.js';

test('the SDK verifies its token', async () => {
  const verified = await client.user.tokens.verify();

  assert.equal(verified.status, 'active');
  assert.ok(verified.id);
});
