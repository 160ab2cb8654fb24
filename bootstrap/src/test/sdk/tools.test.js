import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { weather } from './chats.js';
import { compat, openai } from './clients.js';

const WAYS = {
  'on the native path': [openai, 'gpt-4o-mini'],
  'through compat': [compat, 'openai/gpt-4o-mini'],
  'through compat, translated': [compat, 'anthropic/claude-haiku-4-5'],
};

describe('the tool runner of the OpenAI SDK', () => {
  for (const [way, [client, model]] of Object.entries(WAYS)) {
    for (const stream of [false, true]) {
      test(`goes on until there is an answer: ${way}, ${stream ? 'streamed' : 'unstreamed'}`, async () => {
        const asked = [];
        const found = `${randomUUID()} rain`;
        const content = `get_weather of ${randomUUID()}`;
        const lookUp = (input) => asked.push(input) && found;

        const runner = client.chat.completions.runTools({
          model,
          stream,
          messages: [{ role: 'user', content }],
          tools: [{ type: 'function', function: { ...weather, function: lookUp, parse: JSON.parse } }],
        });
        const answer = await runner.finalContent();

        assert.deepEqual(asked, [{ town: content }]);
        assert.ok(answer.startsWith(`You said ${found}`), answer);
      });
    }
  }
});
