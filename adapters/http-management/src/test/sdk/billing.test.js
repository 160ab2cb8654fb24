import assert from 'node:assert/strict';
import { test } from 'node:test';
import Cloudflare from 'cloudflare';
import { account_id, aiGateway } from './client.js';

// There is nothing to bill on a server of one's own. Whatever is asked for is refused in the shape of the billing operations.
const { billing } = aiGateway;
const deeds = {
  creditBalance: () => billing.creditBalance({ account_id }),
  invoiceHistory: () => billing.invoiceHistory({ account_id }),
  invoicePreview: () => billing.invoicePreview({ account_id }),
  usageHistory: () => billing.usageHistory({ account_id, value_grouping_window: 'day' }),
  'spendingLimit.create': () =>
    billing.spendingLimit.create({ account_id, amount: 1000, duration: 'monthly', strategy: 'fixed' }),
  'spendingLimit.get': () => billing.spendingLimit.get({ account_id }),
  'spendingLimit.delete': () => billing.spendingLimit.delete({ account_id }),
  'topup.create': () => billing.topup.create({ account_id, amount: 1000 }),
  'topup.status': () => billing.topup.status({ account_id, payment_intent_id: 'p' }),
  'topup.config.create': () => billing.topup.config.create({ account_id, amount: 1000, threshold: 500 }),
  'topup.config.get': () => billing.topup.config.get({ account_id }),
  'topup.config.delete': () => billing.topup.config.delete({ account_id }),
};

for (const [name, deed] of Object.entries(deeds)) {
  test(`${name} is refused`, async () => {
    await assert.rejects(deed(), (error) => {
      assert.ok(
        error instanceof Cloudflare.PermissionDeniedError || error instanceof Cloudflare.NotFoundError,
        `${error.constructor.name}: ${error.message}`,
      );
      assert.ok(error.errors[0].message);
      assert.equal(error.error.result, null);
      return true;
    });
  });
}
