// The SDK as its users make it: nothing is changed but the base URL and the token.
import Cloudflare from 'cloudflare';

function required(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`Set ${name}; see README.md in this folder.`);
  }
  return value.replace(/\/+$/, '');
}

const baseURL = `${required('PENSTOCK_URL')}/client/v4`;

export const account_id = required('PENSTOCK_ACCOUNT');
export const loggedGateway = required('PENSTOCK_LOGGED_GATEWAY');

/** Everything about AI Gateway that the SDK has. */
export const client = new Cloudflare({ baseURL, apiToken: required('PENSTOCK_TOKEN') });
export const { aiGateway } = client;
export const stranger = new Cloudflare({ baseURL, apiToken: 'pst_nobody_has_this' }).aiGateway;

export const settings = {
  cache_invalidate_on_update: false,
  cache_ttl: 0,
  collect_logs: true,
  rate_limiting_interval: 0,
  rate_limiting_limit: 0,
};

/** A gateway that the tests of one file have to themselves. */
export async function gateway(id) {
  await aiGateway.create({ account_id, id, ...settings });
  return { id, in: { account_id, gateway_id: id } };
}
