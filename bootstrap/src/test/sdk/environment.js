// Where the gateway and the fake provider behind it run. Missing settings fail every test that imports this.
function required(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`Set ${name}; see README.md in this folder.`);
  }
  return value.replace(/\/+$/, '');
}

export const penstock = required('PENSTOCK_URL');
export const account = required('PENSTOCK_ACCOUNT');
export const gateway = required('PENSTOCK_GATEWAY');
export const token = required('PENSTOCK_TOKEN');
export const fakeProvider = required('FAKE_PROVIDER_URL');

/** The data plane's base URL for a provider, or for `compat`. */
export const through = (provider, at = gateway) => `${penstock}/v1/${account}/${at}/${provider}`;

/** The universal endpoint. */
export const universal = (at = gateway) => `${penstock}/v1/${account}/${at}`;

export const gatewayHeaders = { 'cf-aig-authorization': `Bearer ${token}` };
