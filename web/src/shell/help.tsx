import { useEffect, useRef } from 'preact/hooks';
import { SCREENS } from './screens';

const KEYS: [string, string][] = [
  [`1 … ${SCREENS.length}`, SCREENS.map((each) => each.name).join(', ')],
  ['[ ]', 'The period before, the one after'],
  ['T', 'Today'],
  ['L', 'Back to live'],
  ['+ −', 'Zoom the chart'],
  ['← →', 'Move the chart’s cursor'],
  ['Home End', 'Its cursor to the first and the last'],
  ['Shift ← →', 'Move the chart a little'],
  ['PgUp PgDn', 'Move it by its whole width'],
  ['Esc', 'One zoom back'],
  ['?', 'This list'],
];

/** The list of keys. */
export function Help({ close }: { close: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    button.current?.focus();
    const press = (event: KeyboardEvent) => event.key === 'Escape' && close();
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  return (
    <div class="sheet" role="dialog" aria-modal="true" aria-labelledby="keys" onClick={close}>
      <div class="card" onClick={(event) => event.stopPropagation()}>
        <h2 id="keys">Keys</h2>
        <dl class="keys">
          {KEYS.map(([key, what]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <button type="button" class="button" ref={button} onClick={close}>
          Close
        </button>
      </div>
    </div>
  );
}
