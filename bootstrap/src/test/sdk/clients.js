import OpenAI from 'openai';
import { fakeProvider, gatewayHeaders, through, token } from './environment.js';

const settings = { apiKey: 'sk-nobody-checks-this', maxRetries: 0 };

export const direct = new OpenAI({ ...settings, baseURL: `${fakeProvider}/v1` });

export const openai = new OpenAI({ ...settings, baseURL: through('openai'), defaultHeaders: gatewayHeaders });

export const compat = new OpenAI({ ...settings, baseURL: through('compat'), defaultHeaders: gatewayHeaders });

/** With the gateway's token in the place of a provider's key, which the gateway has stored. */
export const withStoredKeys = (path, gateway) =>
  new OpenAI({ apiKey: token, maxRetries: 0, baseURL: through(path, gateway) });
