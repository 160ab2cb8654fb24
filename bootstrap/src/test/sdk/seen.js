import assert from 'node:assert/strict';
import { fakeProvider } from './environment.js';

/** The latest request with these words in its body, as the fake provider got it. */
export async function seenWith(words) {
  const { requests } = await (await fetch(`${fakeProvider}/_fake/seen`)).json();
  const found = requests.findLast((request) => request.body_start?.includes(words));
  assert.ok(found, `the provider saw a request with "${words}"`);
  return { ...found, body: found.body_start };
}
