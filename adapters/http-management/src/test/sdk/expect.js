import assert from 'node:assert/strict';
import Cloudflare from 'cloudflare';

/** Asserts that the SDK throws its own type for this refusal, and hands out the errors that came with it. */
async function refused(type, status, code, promise, message = /./) {
  await assert.rejects(promise, (error) => {
    assert.ok(error instanceof type, `${error.constructor.name}: ${error.message}`);
    assert.equal(error.status, status);
    assert.equal(error.errors[0].code, code, JSON.stringify(error.errors));
    assert.match(error.errors.map((each) => each.message).join('\n'), message);
    assert.equal(error.error.success, false);
    return true;
  });
}

export const notFound = (promise, code = 7002) => refused(Cloudflare.NotFoundError, 404, code, promise);
export const forbidden = (promise) => refused(Cloudflare.PermissionDeniedError, 403, 10000, promise);
export const alreadyExists = (promise, code = 7001) =>
  refused(Cloudflare.BadRequestError, 400, code, promise, /already exists/);

/** Wrong input: every place that is wrong is named, and no other. */
export async function wrong(promise, ...places) {
  await refused(Cloudflare.BadRequestError, 400, 7001, promise.catch((error) => {
    const named = new Set((error.errors ?? []).map((each) => each.path?.join('.')));
    assert.deepEqual([...named].sort(), places.sort(), JSON.stringify(error.errors));
    throw error;
  }));
}

/** Asserts that a list has this many objects, over three pages and an empty one, and that the SDK walks it by itself. */
export async function assertThreePages(list, count, perPage = Math.ceil(count / 3)) {
  const sizes = [];
  const first = await list({ per_page: perPage });
  for await (const page of first.iterPages()) {
    sizes.push(page.getPaginatedItems().length);
    assert.equal(page.result_info.total_count, count);
    assert.equal(page.result_info.per_page, perPage);
    assert.equal(page.result_info.page, sizes.length);
    assert.equal(page.result_info.count, sizes.at(-1));
  }
  assert.deepEqual(sizes, [perPage, perPage, count - 2 * perPage, 0]);

  const ids = new Set();
  for await (const item of list({ per_page: perPage })) {
    ids.add(item.id);
  }
  assert.equal(ids.size, count, 'each object comes once');
}

/** Makes objects one after the other, so that their order is known. */
export async function make(count, one) {
  const made = [];
  for (let i = 1; i <= count; i++) {
    made.push(await one(i));
  }
  return made;
}

export function assertTime(text) {
  assert.equal(new Date(text).toISOString(), text);
}
