// A broadcaster as the README of `ws` writes it: each message of a publisher goes to every viewer.
// Whoever asks for /publish sends readings; everybody else is a viewer.
import { WebSocket, WebSocketServer } from 'ws';

const viewers = new Set();
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, backlog: 4096 }, () => {
  console.log(`ws ready: http://127.0.0.1:${server.address().port}/`);
});

server.on('connection', (socket, request) => {
  socket.on('error', console.error);
  if (request.url === '/publish') {
    socket.on('message', publish);
  } else {
    viewers.add(socket);
    socket.on('close', () => viewers.delete(socket));
  }
});

function publish(data) {
  for (const viewer of viewers) {
    if (viewer.readyState === WebSocket.OPEN) {
      viewer.send(data, { binary: false });
    }
  }
}
