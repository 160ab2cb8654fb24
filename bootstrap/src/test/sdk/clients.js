import OpenAI from 'openai';
import { fakeProvider, gatewayHeaders, through } from './environment.js';

const settings = { apiKey: 'sk-nobody-checks-this', maxRetries: 0 };

export const direct = new OpenAI({ ...settings, baseURL: `${fakeProvider}/v1` });

export const openai = new OpenAI({ ...settings, baseURL: through('openai'), defaultHeaders: gatewayHeaders });

export const compat = new OpenAI({ ...settings, baseURL: through('compat'), defaultHeaders: gatewayHeaders });
