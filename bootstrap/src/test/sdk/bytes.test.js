import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { fakeProvider, gatewayHeaders, through } from './environment.js';

/** A reply with its body as it was on the wire: node:http decodes nothing. */
function rawPost(url, body, headers) {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', headers, timeout: 10_000 }, (reply) => {
      const parts = [];
      reply.on('data', (part) => parts.push(part));
      reply.on('end', () => resolve({ status: reply.statusCode, headers: reply.headers, body: Buffer.concat(parts) }));
      reply.on('error', reject);
    });
    call.on('timeout', () => call.destroy(new Error('no reply within 10 s')));
    call.on('error', reject);
    call.end(body);
  });
}

describe('bytes', () => {
  test('of ten megabytes come back as they went', async () => {
    const sent = randomBytes(10 * 1024 * 1024);

    const reply = await fetch(`${through('openai')}/echo/x`, {
      method: 'POST',
      headers: { ...gatewayHeaders, 'content-type': 'application/octet-stream' },
      body: sent,
    });

    const received = Buffer.from(await reply.arrayBuffer());
    assert.equal(reply.status, 200);
    assert.equal(reply.headers.get('content-type'), 'application/octet-stream');
    assert.ok(received.equals(sent), `${received.length} bytes came back`);
  });

  test('that the provider compressed stay compressed', async () => {
    const body = JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'hello' }] });
    const headers = { 'content-type': 'application/json', 'accept-encoding': 'gzip' };
    const expected = await rawPost(`${fakeProvider}/v1/gzip/x`, body, headers);

    const actual = await rawPost(`${through('openai')}/gzip/x`, body, { ...headers, ...gatewayHeaders });

    assert.equal(actual.status, 200);
    assert.equal(actual.headers['content-encoding'], 'gzip');
    assert.ok(actual.body.equals(expected.body), 'the bytes are the provider\'s');
    assert.equal(JSON.parse(gunzipSync(actual.body)).model, 'gpt-4o-mini');
  });
});
