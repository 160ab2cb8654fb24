// Starts the server again and again, asks until it answers, and says how long that took: ROOT COMMAND URL TOKEN RUNS REST
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const [root, command, url, token, runs, rest] = process.argv.slice(2);
const EVERY_MILLIS = 5;
const PATIENCE_MILLIS = 60_000;
const body = JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Is the gate open?' }] });

function ask() {
  return new Promise((resolve) => {
    const asked = request(
      url,
      {
        method: 'POST',
        agent: false,
        headers: {
          'content-type': 'application/json',
          'content-length': body.length,
          'cf-aig-authorization': `Bearer ${token}`,
          authorization: 'Bearer sk-benchmark',
        },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode === 200));
        answer.on('error', () => resolve(false));
      },
    );
    asked.on('error', () => resolve(false));
    asked.end(body);
  });
}

function memory(id) {
  const status = readFileSync(`/proc/${id}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)[1]) / 1024;
}

function cpuMillis(id) {
  const fields = readFileSync(`/proc/${id}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function run() {
  const began = performance.now();
  let ready;
  const server = spawn('bash', ['-c', command], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  server.stdout.on('data', (text) => {
    if (String(text).includes('Penstock is ready')) ready = performance.now() - began;
  });
  const ended = new Promise((resolve) => server.on('exit', resolve));
  while (!(await ask())) {
    if (performance.now() - began > PATIENCE_MILLIS || server.exitCode !== null) throw new Error('no answer came');
    await pause(EVERY_MILLIS);
  }
  const answered = performance.now() - began;
  const cpu = cpuMillis(server.pid);
  await pause(Number(rest) * 1000);
  const resident = memory(server.pid);
  server.kill();
  await ended;
  return { ready, answered, cpu, resident };
}

const all = [];
for (let i = 0; i < Number(runs); i++) all.push(await run());
for (const [name, unit] of Object.entries({ ready: 'ms', answered: 'ms', cpu: 'ms', resident: 'MiB' })) {
  const sorted = all.map((one) => one[name]).sort((a, b) => a - b);
  const [least, middle, most] = [0, Math.floor(sorted.length / 2), sorted.length - 1].map((at) => sorted[at].toFixed(0));
  console.log(`${name}: ${middle} ${unit} (${least} to ${most})`);
}
