// The two ways in which `ai-gateway-provider` reaches a gateway on another host than the one it knows.
import { createAiGateway } from 'ai-gateway-provider';
import { account, penstock, token, universal } from './environment.js';

const KNOWN_HOST = 'https://gateway.ai.cloudflare.com/';

globalThis.AI_SDK_LOG_WARNINGS = false;

/** Its `binding`: whatever has a `run` that sends the steps. The options come inside each step. */
function byBinding(at, options, key, replies) {
  const run = async (steps, { signal }) => {
    const reply = await fetch(universal(at), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'cf-aig-authorization': `Bearer ${key}` },
      body: JSON.stringify(steps),
      signal,
    });
    replies.push(reply);
    return reply;
  };
  return createAiGateway({ binding: { run }, options });
}

/** Its `apiKey`, with a fetch that leads its host to ours. The options come as headers of the request. */
function byFetch(at, options, key, replies) {
  const known = globalThis.fetch;
  if (!known.leadsTo) {
    globalThis.fetch = async (url, request) => {
      if (!`${url}`.startsWith(KNOWN_HOST)) {
        return known(url, request);
      }
      const reply = await known(`${penstock}/${`${url}`.slice(KNOWN_HOST.length)}`, request);
      globalThis.fetch.leadsTo.push(reply);
      return reply;
    };
  }
  globalThis.fetch.leadsTo = replies;
  return createAiGateway({ accountId: account, gateway: at, apiKey: key, options });
}

/** Each makes the provider, and gathers the gateway's replies. */
export const WAYS = Object.fromEntries(
  Object.entries({ 'by a binding': byBinding, 'by fetch': byFetch }).map(([way, make]) => [
    way,
    (at, options = {}, key = token) => {
      const replies = [];
      return { gateway: make(at, options, key, replies), replies };
    },
  ]),
);
