import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { account, gateway, penstock, token } from './environment.js';

const PATIENCE_MS = 10_000;
const logs = (at) => `${penstock}/client/v4/accounts/${account}/ai-gateway/gateways/${at}/logs`;

function find(response, at) {
  const id = response.headers.get('cf-aig-log-id');
  assert.ok(id, 'the reply carries cf-aig-log-id');
  return fetch(`${logs(at)}/${id}`, { headers: { authorization: `Bearer ${token}` } });
}

/** The log that a reply names, as soon as the gateway shows it. */
export async function logOf(response, at = gateway) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await find(response, at);
    if (found.ok) {
      return (await found.json()).result;
    }
    await found.arrayBuffer();
    assert.equal(found.status, 404, `looking for the log of ${response.url}`);
    assert.ok(Date.now() < deadline, `the log is there within ${PATIENCE_MS} ms`);
    await pause(50);
  }
}

/** Whether the gateway shows the log now. A log of a later request comes later. */
export async function hasLog(response, at = gateway) {
  const found = await find(response, at);
  await found.arrayBuffer();
  return found.ok;
}

export async function assertLogged(response, expected, at = gateway) {
  const log = await logOf(response, at);
  for (const [field, value] of Object.entries(expected)) {
    assert.equal(log[field], value, `the log's ${field}`);
  }
  return log;
}

export async function assertPriced(response, expected, at = gateway) {
  const log = await assertLogged(response, expected, at);
  assert.equal(typeof log.cost, 'number', 'the log has a cost');
  assert.ok(log.cost > 0, `the cost is more than 0: ${log.cost}`);
  return log;
}
