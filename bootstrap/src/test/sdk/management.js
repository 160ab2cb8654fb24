import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { account, penstock, token } from './environment.js';

const GATEWAYS = `${penstock}/client/v4/accounts/${account}/ai-gateway/gateways`;

async function post(url, body) {
  const reply = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await reply.json();
  assert.ok(reply.ok, `${url}: ${JSON.stringify(answer.errors)}`);
  return answer.result;
}

/** A gateway of the test's own, so that no other test sees what is set and stored in it. Answers its id. */
export async function newGateway(settings = {}) {
  const made = await post(GATEWAYS, {
    id: `sdk-${randomUUID().slice(0, 8)}`,
    authentication: true,
    collect_logs: true,
    cache_ttl: 0,
    cache_invalidate_on_update: false,
    rate_limiting_interval: 0,
    rate_limiting_limit: 0,
    ...settings,
  });
  return made.id;
}

/** Stores a provider's key in a gateway, for requests that bring none. */
export function storeKey(gateway, slug, secret, alias = 'default') {
  return post(`${GATEWAYS}/${gateway}/provider_configs`, {
    provider_slug: slug,
    alias,
    default_config: alias === 'default',
    secret,
  });
}

/** A dynamic route, which serves at once. */
export function newRoute(gateway, name, elements) {
  return post(`${GATEWAYS}/${gateway}/routes`, { name, elements });
}
