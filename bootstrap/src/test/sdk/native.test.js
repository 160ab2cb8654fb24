import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import OpenAI from 'openai';
import { direct, openai } from './clients.js';
import { assertLogged, assertPriced } from './logs.js';

describe('the native path', () => {
  test('carries embeddings and prices them', async () => {
    const request = { model: 'text-embedding-3-small', input: ['water behind the gate', 'a turbine'] };
    const expected = await direct.embeddings.create(request);

    const { data, response } = await openai.embeddings.create(request).withResponse();

    assert.deepEqual(data, expected);
    await assertPriced(response, {
      provider: 'openai',
      model: request.model,
      tokens_in: expected.usage.prompt_tokens,
    });
  });

  test('lists the models', async () => {
    const expected = await direct.models.list();

    const { data, response } = await openai.models.list().withResponse();

    assert.deepEqual(data.data, expected.data);
    await assertLogged(response, { provider: 'openai', status_code: 200 });
  });

  for (const [model, type, status] of [
    ['fake-status-429', OpenAI.RateLimitError, 429],
    ['fake-status-500', OpenAI.InternalServerError, 500],
    ['fake-status-400', OpenAI.BadRequestError, 400],
  ]) {
    test(`hands the provider's ${status} to the caller as it is, and logs it`, async () => {
      const request = { model, messages: [{ role: 'user', content: 'hello' }] };
      const expected = await direct.chat.completions.create(request).catch((error) => error);

      const actual = await openai.chat.completions.create(request).catch((error) => error);

      assert.ok(actual instanceof type, `${actual}`);
      assert.equal(actual.status, status);
      assert.deepEqual(actual.error, expected.error);
      await assertLogged(actual, { provider: 'openai', model, status_code: status, success: false });
    });
  }
});
