/** What a device just sent, as it came, with what was refused of it and why. */
import { useEffect, useState } from 'preact/hooks';
import { messages, type SentMessage } from '../api';
import { timeOfDay } from '../format';
import { site } from '../live/store';

export function Messages({ meter }: { meter: string }) {
  const [list, setList] = useState<SentMessage[]>([]);
  const [trouble, setTrouble] = useState('');
  const ask = () => {
    messages(meter)
      .then((answer) => {
        setList(answer);
        setTrouble('');
      })
      .catch((cause: unknown) => setTrouble(cause instanceof Error ? cause.message : String(cause)));
  };
  useEffect(ask, [meter]);
  return (
    <div class="messages">
      <p class="messages-head">
        <b>What it sent last</b>
        <button type="button" class="button small" onClick={ask}>
          Look again
        </button>
      </p>
      {trouble && <p role="alert">{trouble}</p>}
      {!trouble && list.length === 0 && <p class="quiet">Nothing since the server started.</p>}
      <ol tabIndex={0} aria-label="Messages, newest first">
        {list.map((message, i) => (
          <li key={`${message.received} ${i}`}>
            <small>
              {timeOfDay(message.received, site.value?.zone ?? 'UTC')} {message.wire}
            </small>
            <code>{message.text}</code>
            {message.refused.map((refused) => (
              <small class="warn-ink" key={refused.channel + refused.reason}>
                Refused: {refused.detail || refused.reason}
              </small>
            ))}
          </li>
        ))}
      </ol>
    </div>
  );
}
