/** Whether single keys do something: who speaks to the page, or leans on the keyboard, turns them off. */
import { signal } from '@preact/signals';

const KEY = 'wattsocket.keys';

export const keysOn = signal(stored());

export function setKeys(on: boolean): void {
  keysOn.value = on;
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    // Then it lasts as long as the page.
  }
}

function stored(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

/** Whether a key was pressed for the page: not into a field, and not with another key. */
export function isForPage(event: KeyboardEvent): boolean {
  const inField = event.target instanceof HTMLElement && /INPUT|SELECT|TEXTAREA/.test(event.target.tagName);
  return keysOn.value && !inField && !event.ctrlKey && !event.metaKey && !event.altKey;
}
