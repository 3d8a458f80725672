/** How the first reading gets here, ready to be copied. */
import { useState } from 'preact/hooks';
import { token } from '../api';
import './sending.css';

export function FirstReading() {
  return (
    <div class="meters">
      <section class="card notice">
        <h1>Waiting for the first reading</h1>
        <p>No meter has spoken yet. Send one reading, and it shows here at once.</p>
      </section>
      <Sending />
    </div>
  );
}

export function Sending() {
  const base = location.origin;
  const secret = token.value ? `-H 'Authorization: Bearer YOUR-TOKEN' ` : '';
  const query = token.value ? '?token=YOUR-TOKEN' : '';
  return (
    <section class="card sending" aria-labelledby="sending">
      <h2 id="sending">Connect a meter</h2>
      <p>A meter that speaks for the first time is created. Watts as power, the counter in watt-hours as energy_import.</p>
      <Snippet name="From a shell" text={`curl ${secret}-d '{"meter":"kettle","power":1240.5}' ${base}/api/v1/readings`} />
      <Snippet
        name="Over a WebSocket"
        text={`const socket = new WebSocket('${base.replace(/^http/, 'ws')}/ws/energy/${query}');\nsocket.onopen = () => socket.send('{"meter":"kettle","power":1240.5}');`}
      />
    </section>
  );
}

function Snippet({ name, text }: { name: string; text: string }) {
  const [done, setDone] = useState(false);
  return (
    <div class="snippet">
      <p>
        <b>{name}</b>
        <button
          type="button"
          class="button small"
          onClick={() => void navigator.clipboard?.writeText(text).then(() => setDone(true))}
        >
          {done ? 'Copied' : 'Copy'}
        </button>
      </p>
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
    </div>
  );
}
