import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { BOTH, streamed, whole } from './chats.js';
import { withStoredKeys } from './clients.js';
import { newGateway, newRoute, storeKey } from './management.js';

const CLAUDE = 'claude-haiku-4-5';

/** The first model fails as its name says; Claude stands ready. */
function failingOver(fault) {
  const model = (id, provider, name, fallback) => ({
    id,
    type: 'model',
    properties: { provider, model: name, timeout: 10000, retries: 0 },
    outputs: { success: { elementId: 'end' }, fallback: { elementId: fallback } },
  });
  return [
    { id: 'start', type: 'start', outputs: { next: { elementId: 'first' } } },
    model('first', 'openai', `gpt-4o-mini${fault}`, 'second'),
    model('second', 'anthropic', CLAUDE, 'end'),
    { id: 'end', type: 'end', outputs: {} },
  ];
}

describe('dynamic routes through the openai SDK', () => {
  let at;
  let compat;
  const ask = (how, route) => {
    const messages = [{ role: 'user', content: `${randomUUID()} over a route` }];
    return how(compat, { model: `dynamic/${route}`, messages });
  };
  before(async () => {
    at = await newGateway();
    compat = withStoredKeys('compat', at);
    await storeKey(at, 'openai', 'sk-openai-key');
    await storeKey(at, 'anthropic', 'sk-ant-key');
    await newRoute(at, 'fine', failingOver(''));
    await newRoute(at, 'down', failingOver('+fake-status-503'));
    await newRoute(at, 'cut', failingOver('+fake-truncated-stream'));
  });

  for (const [manner, how] of Object.entries(BOTH)) {
    test(`are answered by their first model: ${manner}`, async () => {
      const { text, reason, usage, response } = await ask(how, 'fine');

      assert.ok(text.includes('over a route'), text);
      assert.equal(reason, 'stop');
      assert.equal(usage.completion_tokens, text.split(' ').length);
      assert.equal(response.headers.get('cf-aig-model'), 'gpt-4o-mini');
      assert.equal(response.headers.get('cf-aig-step'), '0');
    });

    test(`are answered by a fallback when that is down: ${manner}`, async () => {
      const { text, reason, response } = await ask(how, 'down');

      assert.ok(text.includes('over a route'), text);
      assert.equal(reason, 'stop');
      assert.equal(response.headers.get('cf-aig-provider'), 'anthropic');
      assert.equal(response.headers.get('cf-aig-model'), CLAUDE);
      assert.equal(response.headers.get('cf-aig-step'), '1');
    });
  }

  test('tell the SDK inside a stream when it breaks', async () => {
    await assert.rejects(ask(streamed, 'cut'), /broke off/);
  });

  test('go on with a broken stream where the caller wants that', async () => {
    const messages = [{ role: 'user', content: `${randomUUID()} over a route` }];
    const stream = await compat.chat.completions.create(
      { model: 'dynamic/cut', messages, stream: true },
      { headers: { 'penstock-rescue': 'restart' } },
    );
    let text = '';
    let reason = null;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta?.content ?? '';
      reason = chunk.choices[0]?.finish_reason ?? reason;
    }

    assert.equal(text, (await whole(compat, { model: 'dynamic/fine', messages })).text);
    assert.equal(reason, 'stop');
  });

  test('that are not there are an error the SDK can read', async () => {
    await assert.rejects(ask(whole, 'nowhere'), (error) => error.status === 400 && /nowhere/.test(JSON.stringify(error)));
  });
});
