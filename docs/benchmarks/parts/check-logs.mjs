// Looks up every log whose reply arrived before a moment: check-logs.mjs LOGS_URL TOKEN FILE BEFORE_MS
// Prints "checked N, missing M" and fails if one is missing or none was checked.
import { readFileSync } from 'node:fs';

const [logs, token, file, before] = process.argv.slice(2);
const ids = readFileSync(file, 'utf8')
  .split('\n')
  .map((line) => line.split(' '))
  .filter(([time, id]) => id && Number(time) < Number(before))
  .map(([, id]) => id);

const missing = [];
const queue = ids.values();

async function look() {
  for (const id of queue) {
    const found = await fetch(`${logs}/${id}`, { headers: { authorization: `Bearer ${token}` } });
    const body = await found.json().catch(() => ({}));
    if (found.status !== 200 && found.status !== 404) {
      throw new Error(`log ${id}: status ${found.status}`);
    }
    if (body.result?.id !== id) {
      missing.push(id);
    }
  }
}

await Promise.all(Array.from({ length: 16 }, look));
for (const id of missing.slice(0, 10)) {
  console.error(`missing: ${id}`);
}
console.log(`checked ${ids.length}, missing ${missing.length}`);
process.exit(ids.length > 0 && missing.length === 0 ? 0 : 1);
