import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { compat, withStoredKeys } from './clients.js';
import { through } from './environment.js';
import { newGateway } from './management.js';

const messages = [{ role: 'user', content: 'hello' }];

async function assertOpenAi(client, model, type, status, code) {
  for (const stream of [false, true]) {
    const error = await client.chat.completions.create({ model, messages, stream }).catch((problem) => problem);

    assert.ok(error instanceof type, `${error}`);
    assert.equal(error.status, status);
    assert.equal(error.error[0].code, code);
    assert.ok(error.message.includes(error.error[0].message), error.message);
  }
}

describe('errors of the gateway', () => {
  const settings = { apiKey: 'sk-nobody-checks-this', maxRetries: 0 };

  test('are what the OpenAI SDK makes of 400: a model without a provider (2019)', () =>
    assertOpenAi(compat, 'gpt-4o-mini', OpenAI.BadRequestError, 400, 2019));

  test('are what the OpenAI SDK makes of 400: an unknown provider (2008)', () =>
    assertOpenAi(compat, 'nobody/gpt-4o-mini', OpenAI.BadRequestError, 400, 2008));

  test('are what the OpenAI SDK makes of 401: no token (2009)', () =>
    assertOpenAi(
      new OpenAI({ ...settings, baseURL: through('compat') }),
      'openai/gpt-4o-mini',
      OpenAI.AuthenticationError,
      401,
      2009,
    ));

  test('are what the OpenAI SDK makes of 400: no key for the provider where there must be one (2044)', async () => {
    const at = await newGateway({ byok_only: true });

    await assertOpenAi(withStoredKeys('compat', at), 'openai/gpt-4o-mini', OpenAI.BadRequestError, 400, 2044);
  });

  test('are what the Anthropic SDK makes of 401: no token (2009)', async () => {
    const client = new Anthropic({ ...settings, baseURL: through('anthropic') });

    const error = await client.messages
      .create({ model: 'claude-haiku-4-5', max_tokens: 10, messages })
      .catch((problem) => problem);

    assert.ok(error instanceof Anthropic.AuthenticationError, `${error}`);
    assert.equal(error.error.error[0].code, 2009);
    assert.equal(error.error.name, 'AiGatewayError');
  });
});
