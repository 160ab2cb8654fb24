import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, test } from 'node:test';
import OpenAI from 'openai';
import { withStoredKeys } from './clients.js';
import { gatewayHeaders, through, token } from './environment.js';
import { newGateway, storeKey } from './management.js';
import { seenWith } from './seen.js';

const BEDROCK = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const aws = { accessKeyId: 'AKIAFAKEKEY', secretAccessKey: 'no-secret', region: 'eu-west-1' };

describe('keys', () => {
  let at;
  before(async () => {
    at = await newGateway();
    await storeKey(at, 'openai', 'sk-stored');
    await storeKey(at, 'openai', 'sk-other', 'other');
    await storeKey(at, 'anthropic', 'sk-ant-stored');
    await storeKey(at, 'aws-bedrock', JSON.stringify(aws));
  });

  const headersAfter = async (client, model, options) => {
    const words = randomUUID();
    await client.chat.completions.create({ model, messages: [{ role: 'user', content: words }] }, options);
    const { headers } = await seenWith(words);
    assert.ok(!JSON.stringify(headers).includes(token), 'the gateway\'s token stays here');
    return headers;
  };

  for (const [path, model] of [['openai', 'gpt-4o-mini'], ['compat', 'openai/gpt-4o-mini']]) {
    test(`that are stored stand in for the gateway's token: ${path}`, async () => {
      const headers = await headersAfter(withStoredKeys(path, at), model);

      assert.deepEqual(headers.authorization, ['Bearer sk-stored']);
    });

    test(`of the caller go before stored ones: ${path}`, async () => {
      const client = new OpenAI({ apiKey: 'sk-mine', baseURL: through(path, at), defaultHeaders: gatewayHeaders });

      const headers = await headersAfter(client, model);

      assert.deepEqual(headers.authorization, ['Bearer sk-mine']);
    });
  }

  test('are chosen by their alias', async () => {
    const options = { headers: { 'cf-aig-byok-alias': 'other' } };

    const headers = await headersAfter(withStoredKeys('openai', at), 'gpt-4o-mini', options);

    assert.deepEqual(headers.authorization, ['Bearer sk-other']);
  });

  test('that nobody stored are named (2040)', async () => {
    const options = { headers: { 'cf-aig-byok-alias': 'third' } };

    const error = await headersAfter(withStoredKeys('openai', at), 'gpt-4o-mini', options).catch((problem) => problem);

    assert.ok(error instanceof OpenAI.BadRequestError, `${error}`);
    assert.equal(error.error[0].code, 2040);
    assert.match(error.message, /'other'/);
  });

  test('of the caller stand where the provider looks for them: Anthropic through compat', async () => {
    const client = new OpenAI({ apiKey: 'sk-mine', baseURL: through('compat'), defaultHeaders: gatewayHeaders });

    const headers = await headersAfter(client, 'anthropic/claude-haiku-4-5');

    assert.deepEqual(headers['x-api-key'], ['sk-mine']);
    assert.equal(headers.authorization, undefined);
  });

  test('of AWS sign the request', async () => {
    const headers = await headersAfter(withStoredKeys('compat', at), `aws-bedrock/${BEDROCK}`);

    assert.match(headers.authorization[0], /^AWS4-HMAC-SHA256 Credential=AKIAFAKEKEY\/\d{8}\/eu-west-1\/bedrock\//);
    assert.ok(!JSON.stringify(headers).includes(aws.secretAccessKey));
  });

  test('of Bedrock itself, from the caller, are bearers', async () => {
    const client = new OpenAI({ apiKey: 'ABSK-mine', baseURL: through('compat'), defaultHeaders: gatewayHeaders });

    const headers = await headersAfter(client, `aws-bedrock/${BEDROCK}`);

    assert.deepEqual(headers.authorization, ['Bearer ABSK-mine']);
  });
});
