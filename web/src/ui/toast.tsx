/** What was just done, and for ten seconds the way back. */
import { signal } from '@preact/signals';
import { Icon } from './icons';

const SHOWN_MILLIS = 10_000;

interface Toast {
  id: number;
  text: string;
  undo: (() => Promise<unknown>) | undefined;
  isWrong: boolean;
}

const toasts = signal<Toast[]>([]);
let count = 0;

/** Says that something was done; `undo` takes it back. */
export function say(text: string, undo?: () => Promise<unknown>): void {
  put({ id: ++count, text, undo, isWrong: false });
}

/** Says why something was not done. */
export function sayWrong(cause: unknown): void {
  put({ id: ++count, text: cause instanceof Error ? cause.message : String(cause), undo: undefined, isWrong: true });
}

function put(toast: Toast): void {
  toasts.value = [...toasts.value.slice(-2), toast];
  setTimeout(() => drop(toast.id), SHOWN_MILLIS);
}

const drop = (id: number) => (toasts.value = toasts.value.filter((each) => each.id !== id));

export function Toasts() {
  return (
    <div class="toasts" aria-live="polite">
      {toasts.value.map((toast) => (
        <div key={toast.id} class={`toast ${toast.isWrong ? 'wrong' : ''}`}>
          {toast.isWrong && <Icon name="warning" size={18} />}
          <span>{toast.text}</span>
          {toast.undo && (
            <button
              type="button"
              class="button small"
              onClick={() => {
                drop(toast.id);
                toast.undo?.().then(() => say('Undone.'), sayWrong);
              }}
            >
              <Icon name="undo" size={16} /> Undo
            </button>
          )}
          <button type="button" class="round" aria-label="Close" onClick={() => drop(toast.id)}>
            ×
          </button>
        </div>
      ))}
    </div>
  );
}
