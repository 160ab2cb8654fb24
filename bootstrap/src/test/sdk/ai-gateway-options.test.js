import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { generateText, streamText } from 'ai';
import { AiGatewayDoesNotExist, AiGatewayUnauthorizedError } from 'ai-gateway-provider';
import { createOpenAI } from 'ai-gateway-provider/providers/openai';
import { WAYS } from './ai-sdk.js';
import { assertLogged, hasLog, logOf } from './logs.js';
import { newGateway, storeKey } from './management.js';
import { seenWith } from './seen.js';

const GPT = 'gpt-4o-mini';
const openai = () => createOpenAI({ apiKey: 'sk-mine' });

for (const [way, reach] of Object.entries(WAYS)) {
  describe(`the options of ai-gateway-provider ${way}`, () => {
    let at;
    before(async () => {
      at = await newGateway();
    });

    /** Asks once for each prompt; answers what the gateway replied. */
    async function repliesTo(options, ...settings) {
      const { gateway, replies } = reach(at, options);
      for (const { model = openai().chat(GPT), prompt = 'hello' } of settings) {
        await generateText({ model: gateway(model), prompt, maxRetries: 0 });
      }
      return replies;
    }

    test('metadata and eventId stand in the log', async () => {
      const eventId = randomUUID();
      const metadata = { team: 'turbines', shift: 2, night: true };

      const [reply] = await repliesTo({ eventId, metadata }, {});

      assert.equal(reply.headers.get('cf-aig-event-id'), eventId);
      const log = await assertLogged(reply, { event_id: eventId }, at);
      assert.deepEqual(JSON.parse(log.metadata), metadata);
    });

    test('collectLog: false leaves no log', async () => {
      const [silent] = await repliesTo({ collectLog: false }, {});
      const [later] = await repliesTo({}, {});

      await logOf(later, at);
      assert.equal(await hasLog(silent, at), false);
    });

    test('cacheKey and cacheTtl keep an answer, skipCache passes it by', async () => {
      const cacheKey = randomUUID();

      const kept = await repliesTo({ cacheKey, cacheTtl: 60 }, { prompt: 'one' }, { prompt: 'two' });
      const [passed] = await repliesTo({ cacheKey, skipCache: true }, { prompt: 'three' });

      const status = [...kept, passed].map(({ headers }) => headers.get('cf-aig-cache-status'));
      assert.deepEqual(status, ['MISS', 'HIT', 'MISS']);
      await assertLogged(kept[1], { cached: true, cost: 0 }, at);
    });

    test('retries are made', async () => {
      const model = openai().chat(`${randomUUID()}+fake-status-500-first-2`);

      const [reply] = await repliesTo({ retries: { maxAttempts: 3, retryDelayMs: 10, backoff: 'constant' } }, { model });

      assert.equal(reply.status, 200);
    });

    test('requestTimeoutMs ends waiting, and the next model answers', async () => {
      const { gateway, replies } = reach(at, { requestTimeoutMs: 1500 });
      const models = [openai().chat(`${GPT}+fake-hang`), openai().chat(GPT)];

      await generateText({ model: gateway(models), prompt: 'hello', maxRetries: 0 });

      assert.equal(replies[0].headers.get('cf-aig-step'), '1');
    });

    test('byokAlias chooses a stored key', async () => {
      await storeKey(at, 'openai', 'sk-by-alias', 'other');
      const prompt = randomUUID();

      await repliesTo({ byokAlias: 'other' }, { model: createOpenAI().chat(GPT), prompt });

      assert.deepEqual((await seenWith(prompt)).headers.authorization, ['Bearer sk-by-alias']);
    });

    test('keys of the caller go to the provider', async () => {
      const prompt = randomUUID();

      await repliesTo({}, { prompt });

      assert.deepEqual((await seenWith(prompt)).headers.authorization, ['Bearer sk-mine']);
    });

    test('a missing gateway and a wrong token are its own errors', async () => {
      const ask = (gateway) => generateText({ model: gateway(openai().chat(GPT)), prompt: 'hello', maxRetries: 0 });

      await assert.rejects(ask(reach('nobody-made-this').gateway), AiGatewayDoesNotExist);
      await assert.rejects(ask(reach(at, {}, 'wrong').gateway), AiGatewayUnauthorizedError);
    });

    test('a wrong token is its own error in a stream, too', async () => {
      const errors = [];
      const { gateway } = reach(at, {}, 'wrong');

      const stream = streamText({
        model: gateway(openai().chat(GPT)),
        prompt: 'hello',
        maxRetries: 0,
        onError: ({ error }) => errors.push(error),
      });
      await stream.consumeStream();

      assert.ok(errors[0] instanceof AiGatewayUnauthorizedError, `${errors[0]}`);
    });
  });
}
