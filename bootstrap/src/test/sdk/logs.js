import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { account, gateway, penstock, token } from './environment.js';

const PATIENCE_MS = 3000;
const logs = (at) => `${penstock}/client/v4/accounts/${account}/ai-gateway/gateways/${at}/logs`;

/** The log that a reply names, as soon as the gateway shows it. */
export async function logOf(response, at = gateway) {
  const id = response.headers.get('cf-aig-log-id');
  assert.ok(id, 'the reply carries cf-aig-log-id');
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await fetch(`${logs(at)}/${id}`, { headers: { authorization: `Bearer ${token}` } });
    if (found.ok) {
      return (await found.json()).result;
    }
    await found.arrayBuffer();
    assert.equal(found.status, 404, `looking for log ${id}`);
    assert.ok(Date.now() < deadline, `log ${id} is there within ${PATIENCE_MS} ms`);
    await pause(50);
  }
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
