import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compat, direct, openai } from './clients.js';
import { assertPriced } from './logs.js';

const MODEL = 'gpt-4o-mini';
const messages = [
  { role: 'system', content: 'Answer briefly.' },
  { role: 'user', content: 'What does a penstock do? Grüße, 水門!' },
];

async function whole(client, model) {
  const { data, response } = await client.chat.completions.create({ model, messages }).withResponse();
  return { completion: data, text: data.choices[0].message.content, usage: data.usage, response };
}

async function streamed(client, model) {
  const { data, response } = await client.chat.completions
    .create({ model, messages, stream: true, stream_options: { include_usage: true } })
    .withResponse();
  let text = '';
  let usage = null;
  for await (const chunk of data) {
    text += chunk.choices[0]?.delta?.content ?? '';
    usage = chunk.usage ?? usage;
  }
  return { text, usage, response };
}

const WAYS = {
  'unstreamed on the native path': () => whole(openai, MODEL),
  'streamed on the native path': () => streamed(openai, MODEL),
  'unstreamed through compat': () => whole(compat, `openai/${MODEL}`),
  'streamed through compat': () => streamed(compat, `openai/${MODEL}`),
};

describe('chat completions', () => {
  const costs = new Map();

  for (const [way, ask] of Object.entries(WAYS)) {
    test(`arrive as the provider sent them and are logged and priced: ${way}`, async () => {
      const expected = await whole(direct, MODEL);

      const actual = await ask();

      assert.equal(actual.text, expected.text);
      assert.deepEqual(actual.usage, expected.usage);
      const log = await assertPriced(actual.response, {
        provider: 'openai',
        model: MODEL,
        tokens_in: expected.usage.prompt_tokens,
        tokens_out: expected.usage.completion_tokens,
        status_code: 200,
        success: true,
        cached: false,
      });
      costs.set(way, log.cost);
    });
  }

  test('cost the same whichever way they went', () => {
    assert.equal(costs.size, Object.keys(WAYS).length);
    assert.equal(new Set(costs.values()).size, 1, JSON.stringify([...costs]));
  });

  test('are on the native path what the provider sent, field by field', async () => {
    const expected = await whole(direct, MODEL);

    const actual = await whole(openai, MODEL);

    assert.deepEqual(actual.completion, expected.completion);
  });

  test('stream while the provider is still speaking', async () => {
    const stream = await openai.chat.completions.create({
      model: `${MODEL}+fake-slow-stream`,
      messages,
      stream: true,
    });
    let first = null;
    for await (const chunk of stream) {
      first ??= chunk.choices[0]?.delta?.content ? performance.now() : null;
    }

    // The fake provider takes 50 ms for each of its chunks; half of all that must lie between the first and the end.
    const spread = performance.now() - first;
    assert.ok(spread > 200, `only ${spread.toFixed(0)} ms from the first chunk to the end`);
  });
});
