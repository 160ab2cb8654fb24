import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { streamed, whole } from './chats.js';
import { compat } from './clients.js';
import { account, penstock, token } from './environment.js';
import { assertPriced } from './logs.js';
import { newGateway, storeKey } from './management.js';

const MODELS = { openai: 'openai/gpt-4o-mini', anthropic: 'anthropic/claude-haiku-4-5' };

describe('the REST forms', () => {
  let at;
  let openai;
  let anthropic;
  before(async () => {
    at = await newGateway();
    await Promise.all(Object.keys(MODELS).map((slug) => storeKey(at, slug, `stored-for-${slug}`)));
    const settings = {
      apiKey: token,
      maxRetries: 0,
      baseURL: `${penstock}/client/v4/accounts/${account}/ai/v1`,
      defaultHeaders: { 'cf-aig-gateway-id': at },
    };
    openai = new OpenAI(settings);
    anthropic = new Anthropic(settings);
  });

  for (const [provider, model] of Object.entries(MODELS)) {
    const words = `${randomUUID()} Grüße, 水門!`;
    const messages = [{ role: 'user', content: words }];

    test(`take chat completions of the OpenAI SDK: ${provider}`, async () => {
      const one = await whole(openai, { model, messages });
      const two = await streamed(openai, { model, messages });

      assert.ok(one.text.startsWith(`You said ${words}`), one.text);
      assert.equal(two.text, one.text);
      const tokens = { tokens_in: one.usage.prompt_tokens, tokens_out: one.usage.completion_tokens };
      const logs = [];
      for (const { response } of [one, two]) {
        logs.push(await assertPriced(response, { provider, ...tokens }, at));
      }
      assert.equal(logs[0].cost, logs[1].cost);
    });

    test(`take messages of the Anthropic SDK: ${provider}`, async () => {
      const request = { model, max_tokens: 100, messages };

      const one = await anthropic.messages.create(request);
      const two = await anthropic.messages.stream(request).finalMessage();

      assert.ok(one.content[0].text.startsWith(`You said ${words}`), one.content[0].text);
      assert.deepEqual(two.content, one.content);
      assert.equal(two.stop_reason, one.stop_reason);
      assert.equal(two.usage.output_tokens, one.usage.output_tokens);
    });
  }
});

describe('the list of models', () => {
  test('is read by the OpenAI SDK, and has what can be asked for', async () => {
    const ids = [];
    for await (const { id } of compat.models.list()) {
      ids.push(id);
    }

    for (const model of Object.values(MODELS)) {
      assert.ok(ids.includes(model), `${model} is in the list`);
    }
  });
});
