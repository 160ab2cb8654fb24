import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { weather } from './chats.js';
import { compat, direct, openai } from './clients.js';
import { assertPriced } from './logs.js';
import { seenWith } from './seen.js';

const WAYS = {
  'on the native path': { client: openai, model: 'gpt-4o-mini', provider: 'openai', path: '/v1/responses' },
  'through compat': { client: compat, model: 'openai/gpt-4o-mini', provider: 'openai', path: '/v1/responses' },
  'through compat, translated': {
    client: compat,
    model: 'anthropic/claude-haiku-4-5',
    provider: 'anthropic',
    path: '/v1/messages',
  },
};

async function whole(client, request) {
  const { data, response } = await client.responses.create(request).withResponse();
  return { answer: data, deltas: data.output_text, response };
}

async function streamed(client, request) {
  const { data, response } = await client.responses.create({ ...request, stream: true }).withResponse();
  let deltas = '';
  let answer = null;
  for await (const event of data) {
    deltas += event.type === 'response.output_text.delta' ? event.delta : '';
    answer = event.response ?? answer;
  }
  return { answer, deltas, response };
}

const textOf = (answer) => answer.output.flatMap((item) => item.content ?? []).map((part) => part.text).join('');

const BOTH = { unstreamed: whole, streamed };

for (const [way, { client, model, provider, path }] of Object.entries(WAYS)) {
  describe(`responses ${way}`, () => {
    test('say the same, streamed or not, and cost the same', async () => {
      const request = { model, instructions: 'Answer briefly.', input: `${randomUUID()} Grüße, 水門!` };
      const expected = await whole(direct, { ...request, model: 'gpt-4o-mini' });

      const one = await whole(client, request);
      const seen = await seenWith(request.input);
      const two = await streamed(client, request);

      assert.equal(seen.path, path);
      const costs = [];
      for (const { answer, deltas, response } of [one, two]) {
        assert.equal(answer.status, 'completed');
        assert.equal(textOf(answer), expected.deltas);
        assert.equal(deltas, expected.deltas);
        assert.equal(answer.usage.input_tokens, expected.answer.usage.input_tokens);
        assert.equal(answer.usage.output_tokens, expected.answer.usage.output_tokens);
        const log = await assertPriced(response, {
          provider,
          tokens_in: answer.usage.input_tokens,
          tokens_out: answer.usage.output_tokens,
          success: true,
        });
        costs.push(log.cost);
      }
      assert.equal(costs[0], costs[1]);
    });

    for (const [manner, ask] of Object.entries(BOTH)) {
      test(`call a tool and read what it found, ${manner}`, async () => {
        const input = [{ role: 'user', content: `get_weather of ${randomUUID()}` }];
        const tools = [{ type: 'function', strict: false, ...weather }];

        const asked = await ask(client, { model, input, tools });
        const call = asked.answer.output.find((item) => item.type === 'function_call');
        input.push(...asked.answer.output);
        input.push({ type: 'function_call_output', call_id: call?.call_id, output: `${randomUUID()} rain` });
        const told = await ask(client, { model, input, tools });

        assert.equal(call.name, weather.name);
        assert.deepEqual(JSON.parse(call.arguments), { town: input[0].content });
        assert.ok(textOf(told.answer).startsWith(`You said ${input.at(-1).output}`), textOf(told.answer));
      });
    }
  });
}
