import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { BOTH, PICTURE, streamed, weather, whole } from './chats.js';
import { withStoredKeys } from './clients.js';
import { assertPriced } from './logs.js';
import { newGateway, storeKey } from './management.js';
import { seenWith } from './seen.js';

const PROVIDERS = {
  openai: { model: 'gpt-4o-mini', path: '/v1/chat/completions', key: 'sk-openai-key' },
  groq: { model: 'llama-3.3-70b-versatile', path: '/openai/v1/chat/completions', key: 'gsk-groq-key' },
  anthropic: { model: 'claude-haiku-4-5', path: '/v1/messages', key: 'sk-ant-key' },
  'google-ai-studio': { model: 'gemini-2.5-flash', path: '/v1beta/openai/chat/completions', key: 'google-key' },
  'aws-bedrock': {
    model: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
    path: '/model/us.anthropic.claude-haiku-4-5-20251001-v1%3A0/converse',
    streamPath: '/model/us.anthropic.claude-haiku-4-5-20251001-v1%3A0/converse-stream',
    key: JSON.stringify({ accessKeyId: 'AKIAFAKEKEY', secretAccessKey: 'no-secret', region: 'eu-west-1' }),
  },
};
const question = (words) => [
  { role: 'system', content: 'Answer briefly.' },
  { role: 'user', content: words },
];

describe('chat completions through compat', () => {
  let at;
  let compat;
  before(async () => {
    at = await newGateway();
    compat = withStoredKeys('compat', at);
    await Promise.all(Object.entries(PROVIDERS).map(([slug, { key }]) => storeKey(at, slug, key)));
  });

  for (const [slug, { model, path, streamPath }] of Object.entries(PROVIDERS)) {
    const prefixed = `${slug}/${model}`;

    test(`say the same, streamed or not, and cost the same: ${slug}`, async () => {
      const words = `${randomUUID()} Grüße, 水門!`;

      const one = await whole(compat, { model: prefixed, messages: question(words) });
      const onePath = (await seenWith(words)).path;
      const two = await streamed(compat, { model: prefixed, messages: question(words) });
      const twoPath = (await seenWith(words)).path;

      assert.ok(one.text.startsWith(`You said ${words}`), one.text);
      assert.equal(two.text, one.text);
      assert.equal(one.reason, 'stop');
      assert.equal(two.reason, 'stop');
      assert.equal(one.usage.prompt_tokens, 5);
      assert.equal(one.usage.completion_tokens, one.text.split(' ').length);
      assert.deepEqual(counts(two.usage), counts(one.usage));
      const expected = {
        provider: slug,
        request_type: 'compat',
        tokens_in: one.usage.prompt_tokens,
        tokens_out: one.usage.completion_tokens,
        status_code: 200,
        success: true,
      };
      const costs = [];
      for (const { response } of [one, two]) {
        costs.push((await assertPriced(response, expected, at)).cost);
      }
      assert.equal(costs[0], costs[1]);
      assert.deepEqual([onePath, twoPath], [path, streamPath ?? path]);
    });

    for (const [way, ask] of Object.entries(BOTH)) {
      test(`call a tool and read what it found: ${slug}, ${way}`, async () => {
        const messages = [{ role: 'user', content: `get_weather of ${randomUUID()}` }];
        const tools = [{ type: 'function', function: weather }];

        const asked = await ask(compat, { model: prefixed, messages, tools });
        const [call] = asked.calls;
        messages.push({ role: 'assistant', content: asked.text || null, tool_calls: asked.calls });
        messages.push({ role: 'tool', tool_call_id: call?.id, content: `${randomUUID()} rain` });
        const told = await ask(compat, { model: prefixed, messages, tools });

        assert.equal(asked.reason, 'tool_calls');
        assert.equal(asked.calls.length, 1);
        assert.equal(call.function.name, weather.name);
        assert.deepEqual(JSON.parse(call.function.arguments), { town: messages[0].content });
        assert.ok(told.text.startsWith(`You said ${messages[2].content}`), told.text);
        assert.equal(told.reason, 'stop');
      });
    }

    test(`show a picture: ${slug}`, async () => {
      const words = randomUUID();
      const url = `data:image/png;base64,${PICTURE}`;
      const content = [{ type: 'text', text: words }, { type: 'image_url', image_url: { url } }];

      const { text } = await whole(compat, { model: prefixed, messages: [{ role: 'user', content }] });

      assert.ok(text.startsWith(`You said ${words}`), text);
      const { body } = await seenWith(words);
      assert.ok(body.includes(PICTURE), body);
    });

    test(`stop where the caller says, and where there is no more room: ${slug}`, async () => {
      const messages = question('one two three four');

      const stopped = await whole(compat, { model: prefixed, messages, stop: ['three'] });
      const cut = await whole(compat, { model: prefixed, messages, max_tokens: 3 });

      assert.equal(stopped.text.trim(), 'You said one two');
      assert.equal(stopped.reason, 'stop');
      assert.equal(cut.text.trim(), 'You said one');
      assert.equal(cut.reason, 'length');
    });
  }
});

/** Of all that a provider says of usage, what all of them say. */
const counts = (usage) => [usage.prompt_tokens, usage.completion_tokens, usage.total_tokens];
