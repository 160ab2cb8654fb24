import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import { fakeProvider, gatewayHeaders, through } from './environment.js';
import { assertLogged, assertPriced } from './logs.js';

const MODEL = 'claude-haiku-4-5';
const settings = { apiKey: 'sk-nobody-checks-this', maxRetries: 0 };
const direct = new Anthropic({ ...settings, baseURL: fakeProvider });
const client = new Anthropic({ ...settings, baseURL: through('anthropic'), defaultHeaders: gatewayHeaders });
const request = {
  model: MODEL,
  max_tokens: 100,
  system: 'Answer briefly.',
  messages: [{ role: 'user', content: 'What does a penstock do?' }],
};

describe('Anthropic messages', () => {
  const costs = [];

  test('arrive as the provider sent them and are logged and priced', async () => {
    const expected = await direct.messages.create(request);

    const { data, response } = await client.messages.create(request).withResponse();

    assert.deepEqual(data, expected);
    costs.push((await assertPriced(response, logged(expected.usage))).cost);
  });

  test('stream as the provider sent them and cost the same', async () => {
    const expected = await direct.messages.create(request);

    const { data, response } = await client.messages.create({ ...request, stream: true }).withResponse();
    let text = '';
    const usage = {};
    for await (const event of data) {
      text += event.delta?.text ?? '';
      Object.assign(usage, event.message?.usage, event.usage);
    }

    assert.equal(text, expected.content[0].text);
    assert.deepEqual(usage, expected.usage);
    costs.push((await assertPriced(response, logged(expected.usage))).cost);
    assert.equal(costs[0], costs[1]);
  });

  test('fail as the provider says', async () => {
    const failing = { ...request, model: 'fake-status-429' };
    const expected = await direct.messages.create(failing).catch((error) => error);

    const actual = await client.messages.create(failing).catch((error) => error);

    assert.ok(actual instanceof Anthropic.RateLimitError, `${actual}`);
    assert.deepEqual(actual.error, expected.error);
    await assertLogged(actual, { provider: 'anthropic', status_code: 429, success: false });
  });

  const logged = (usage) => ({
    provider: 'anthropic',
    model: MODEL,
    tokens_in: usage.input_tokens,
    tokens_out: usage.output_tokens,
    success: true,
  });
});
