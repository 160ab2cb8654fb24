// A provider that says the same to everybody: static-upstream.mjs PORT
import { createServer } from 'node:http';

const answer = JSON.stringify({
  id: 'chatcmpl-static',
  object: 'chat.completion',
  created: 1700000000,
  model: 'gpt-4o-mini',
  choices: [{ index: 0, message: { role: 'assistant', content: 'The water waits.' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 },
});

createServer((request, response) => {
  request.resume();
  request.on('end', () => response.setHeader('content-type', 'application/json').end(answer));
}).listen(Number(process.argv[2]), '127.0.0.1');
