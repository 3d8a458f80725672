// Sends each line of the standard input as a message of two parts, cut at every place in turn, and prints the answers:
// node parts.mjs URL WEB_FOLDER
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const [url, web] = process.argv.slice(2);
const WebSocket = createRequire(`${web}/package.json`)('ws');
const socket = new WebSocket(url);
let waiting = 0;
let done = false;

socket.on('open', async () => {
  for await (const line of createInterface({ input: process.stdin })) {
    const bytes = Buffer.from(line);
    for (let cut = 0; cut <= bytes.length; cut++) {
      socket.send(bytes.subarray(0, cut), { binary: false, fin: false });
      socket.ping();
      socket.send(bytes.subarray(cut), { binary: false, fin: true });
      waiting++;
    }
  }
  done = true;
});
socket.on('message', (data) => {
  const message = JSON.parse(data);
  if (message.type === 'ack') {
    console.log(message.accepted);
    if (--waiting === 0 && done) socket.close(1000);
  }
});
socket.on('close', (code) => process.exit(code === 1000 ? 0 : 1));
socket.on('error', (error) => { console.error(error); process.exit(2); });
