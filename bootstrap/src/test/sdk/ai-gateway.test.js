import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { generateText, jsonSchema, stepCountIs, streamText, tool } from 'ai';
import { createAmazonBedrock } from 'ai-gateway-provider/providers/amazon-bedrock';
import { createAnthropic } from 'ai-gateway-provider/providers/anthropic';
import { createGoogleGenerativeAI } from 'ai-gateway-provider/providers/google';
import { createOpenAI } from 'ai-gateway-provider/providers/openai';
import { createUnified } from 'ai-gateway-provider/providers/unified';
import { WAYS } from './ai-sdk.js';
import { weather } from './chats.js';
import { assertPriced } from './logs.js';
import { newGateway, storeKey } from './management.js';
import { seenWith } from './seen.js';

const CLAUDE = 'claude-haiku-4-5';
const BEDROCK = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const GPT = 'gpt-4o-mini';

async function whole(settings) {
  const { text, usage } = await generateText({ maxRetries: 0, ...settings });
  return { text, usage };
}

async function streamed(settings) {
  const result = streamText({ maxRetries: 0, onError: () => {}, ...settings });
  let text = '';
  for await (const part of result.textStream) {
    text += part;
  }
  return { text: settings.tools ? await result.text : text, usage: await result.usage };
}

const BOTH = { unstreamed: whole, streamed };

/** What goes by fetch, too: a provider's own path, and the unified one. */
const BY_FETCH = ['OpenAI chat', 'unified Anthropic'];

/** A model of each kind, with its log's provider and the path at which the provider saw it. */
const MODELS = {
  'OpenAI chat': [() => createOpenAI().chat(GPT), 'openai', '/v1/chat/completions'],
  'OpenAI responses': [() => createOpenAI().responses(GPT), 'openai', '/v1/responses'],
  Anthropic: [() => createAnthropic()(CLAUDE), 'anthropic', '/v1/messages'],
  Gemini: [() => createGoogleGenerativeAI()('gemini-2.5-flash'), 'google-ai-studio', '/v1beta/models/gemini-2.5-flash:'],
  Bedrock: [
    () => createAmazonBedrock({ region: 'us-east-1' })(BEDROCK),
    'aws-bedrock',
    '/model/us.anthropic.claude-haiku-4-5-20251001-v1%3A0/converse',
  ],
  'unified OpenAI': [() => createUnified({ includeUsage: true })(`openai/${GPT}`), 'openai', '/v1/chat/completions'],
  'unified Anthropic': [
    () => createUnified({ includeUsage: true })(`anthropic/${CLAUDE}`),
    'anthropic',
    '/v1/messages',
  ],
};

for (const [way, reach] of Object.entries(WAYS)) {
  describe(`ai-gateway-provider ${way}`, () => {
    let at;
    before(async () => {
      at = await newGateway();
      const slugs = ['openai', 'anthropic', 'google-ai-studio', 'aws-bedrock'];
      await Promise.all(slugs.map((slug) => storeKey(at, slug, `stored-for-${slug}`)));
    });

    const kinds = Object.keys(MODELS).filter((kind) => way === 'by a binding' || BY_FETCH.includes(kind));
    for (const kind of kinds) {
      const [model, provider, path] = MODELS[kind];

      test(`says the same, streamed or not, and costs the same: ${kind}`, async () => {
        const prompt = `${randomUUID()} Grüße, 水門!`;
        const { gateway, replies } = reach(at);

        const one = await whole({ model: gateway(model()), prompt });
        const seen = await seenWith(prompt);
        const two = await streamed({ model: gateway(model()), prompt });

        assert.ok(one.text.startsWith(`You said ${prompt}`), one.text);
        assert.equal(two.text, one.text);
        assert.ok(JSON.stringify(seen.headers).includes(`stored-for-${provider}`), 'the stored key was used');
        assert.deepEqual(replies.map(({ headers }) => headers.get('cf-aig-step')), ['0', '0']);
        const costs = [];
        for (const [i, { usage }] of [one, two].entries()) {
          const tokens = { tokens_in: usage.inputTokens, tokens_out: usage.outputTokens };
          costs.push((await assertPriced(replies[i], { provider, success: true, ...tokens }, at)).cost);
        }
        assert.equal(costs[0], costs[1]);
        assert.ok(seen.path.startsWith(path), seen.path);
      });

      if (kind !== 'Gemini') { // The fake provider's Gemini calls no tools.
        for (const [manner, ask] of Object.entries(BOTH)) {
          test(`calls a tool and reads what it found: ${kind}, ${manner}`, async () => {
            const found = `${randomUUID()} rain`;
            const prompt = `get_weather of ${randomUUID()}`;
            const asked = [];
            const get_weather = tool({
              description: weather.description,
              inputSchema: jsonSchema(weather.parameters),
              execute: async (input) => asked.push(input) && found,
            });

            const { text } = await ask({
              model: reach(at).gateway(model()),
              prompt,
              tools: { get_weather },
              stopWhen: stepCountIs(2),
            });

            assert.deepEqual(asked, [{ town: prompt }]);
            assert.ok(text.includes(found), text);
          });
        }
      }
    }

    for (const [manner, ask] of Object.entries(BOTH)) {
      test(`goes on to the next model when one fails, ${manner}`, async () => {
        const { gateway, replies } = reach(at);
        const prompt = randomUUID();
        const models = [
          createAnthropic()(`${CLAUDE}+fake-status-529`),
          createUnified()(`anthropic/${CLAUDE}+fake-status-500`),
          createOpenAI().chat(GPT),
        ];

        const { text } = await ask({ model: gateway(models), prompt });

        assert.ok(text.startsWith(`You said ${prompt}`), text);
        assert.equal(replies[0].headers.get('cf-aig-step'), '2');
        await assertPriced(replies[0], { provider: 'openai', model: GPT, success: true }, at);
      });
    }

    test('hands over the last error when all models fail', async () => {
      const { gateway, replies } = reach(at);
      const models = [createOpenAI().chat(`${GPT}+fake-status-500`), createAnthropic()(`${CLAUDE}+fake-status-429`)];

      const error = await whole({ model: gateway(models), prompt: 'hello' }).catch((problem) => problem);

      assert.equal(error.name, 'AI_APICallError');
      assert.equal(error.statusCode, 429);
      assert.equal(replies[0].headers.get('cf-aig-step'), '1');
    });
  });
}
