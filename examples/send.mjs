// Sends a reading each second and says what became of it: node examples/send.mjs (Node.js 22 or newer)
const socket = new WebSocket(process.argv[2] ?? 'ws://localhost:8000/ws/energy/');
let id = 0;
const send = () => {
  const readings = [{ meter: 'kitchen', time: Date.now(), power: 400 + 50 * Math.sin(id / 10) }];
  socket.send(JSON.stringify({ type: 'readings', id: ++id, readings }));
};
socket.onopen = () => setInterval(send, 1000);
socket.onmessage = ({ data }) => /"(ack|error)"/.test(data) && console.log(data);
socket.onclose = ({ code }) => process.exit(code === 1000 ? 0 : 1);
