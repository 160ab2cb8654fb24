import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import { betaTool } from '@anthropic-ai/sdk/helpers/beta/json-schema';
import { PICTURE } from './chats.js';
import { gatewayHeaders, through, token } from './environment.js';
import { assertPriced } from './logs.js';
import { newGateway, storeKey } from './management.js';
import { seenWith } from './seen.js';

const model = 'claude-haiku-4-5';
const town = { type: 'object', properties: { town: { type: 'string' } }, required: ['town'] };

describe('the Anthropic SDK', () => {
  const client = new Anthropic({
    apiKey: 'sk-ant-of-the-caller',
    maxRetries: 0,
    baseURL: through('anthropic'),
    defaultHeaders: gatewayHeaders,
  });
  let at;
  let withStoredKey;
  before(async () => {
    at = await newGateway();
    await storeKey(at, 'anthropic', 'sk-ant-stored');
    withStoredKey = new Anthropic({ apiKey: token, maxRetries: 0, baseURL: through('anthropic', at) });
  });

  test('brings its own key as a bearer, and the provider gets it so', async () => {
    const words = randomUUID();

    await client.messages.create({ model, max_tokens: 100, messages: [{ role: 'user', content: words }] });

    const { headers } = await seenWith(words);
    assert.deepEqual(headers.authorization, ['Bearer sk-ant-of-the-caller']);
    assert.equal(headers['x-api-key'], undefined);
    assert.equal(headers['cf-aig-authorization'], undefined);
  });

  test('takes the gateway\'s token for its key, and the provider gets the stored one', async () => {
    const words = randomUUID();
    const request = { model, max_tokens: 100, messages: [{ role: 'user', content: words }] };

    const { data, response } = await withStoredKey.messages.create(request).withResponse();

    const { headers } = await seenWith(words);
    assert.deepEqual(headers['x-api-key'], ['sk-ant-stored']);
    assert.ok(!JSON.stringify(headers).includes(token), 'the token stays here');
    await assertPriced(response, { provider: 'anthropic', tokens_out: data.usage.output_tokens }, at);
  });

  test('gathers a stream into the same message', async () => {
    const request = { model, max_tokens: 100, messages: [{ role: 'user', content: randomUUID() }] };
    const whole = await withStoredKey.messages.create(request);

    const gathered = await withStoredKey.messages.stream(request).finalMessage();

    assert.deepEqual(gathered.content, whole.content);
    assert.deepEqual(gathered.usage, whole.usage);
    assert.equal(gathered.stop_reason, whole.stop_reason);
  });

  test('shows a picture', async () => {
    const words = randomUUID();
    const source = { type: 'base64', media_type: 'image/png', data: PICTURE };
    const content = [{ type: 'image', source }, { type: 'text', text: words }];

    const answer = await client.messages.create({ model, max_tokens: 100, messages: [{ role: 'user', content }] });

    assert.ok(answer.content[0].text.startsWith(`You said ${words}`), answer.content[0].text);
    assert.ok((await seenWith(words)).body.includes(PICTURE));
  });

  for (const stream of [false, true]) {
    test(`runs a tool until there is an answer, ${stream ? 'streamed' : 'unstreamed'}`, async () => {
      const asked = [];
      const found = `${randomUUID()} rain`;
      const tool = betaTool({
        name: 'get_weather',
        description: 'The weather of a town.',
        inputSchema: town,
        run: (input) => asked.push(input) && found,
      });
      const content = `get_weather of ${randomUUID()}`;

      const runner = withStoredKey.beta.messages.toolRunner({
        model,
        max_tokens: 100,
        stream,
        messages: [{ role: 'user', content }],
        tools: [tool],
      });
      const answer = await runner.runUntilDone();

      assert.deepEqual(asked, [{ town: content }]);
      assert.ok(answer.content[0].text.startsWith(`You said ${found}`), answer.content[0].text);
    });
  }
});
