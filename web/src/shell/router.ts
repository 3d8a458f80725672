/** The address is the state: screen in the path, everything else in the query. */
import { signal } from '@preact/signals';
import { SCREENS } from './screens';

export const screen = signal(screenOf(location.pathname));
export const query = signal(new URLSearchParams(location.search));

/** What stays in the address when the screen changes. */
const KEPT = ['site', 'period', 'at', 'until'];

addEventListener('popstate', sync);

/** Goes to a screen, or changes the query of this one. */
export function go(path: string, params: URLSearchParams, replace = false): void {
  const text = params.toString();
  const url = text ? `${path}?${text}` : path;
  if (replace) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
  sync();
}

/** Goes to a screen and keeps the site and the period; `more` is for the address too. */
export function show(id: string, more: Record<string, string> = {}): void {
  const [path = '/', text = ''] = hrefOf(id, more).split('?');
  go(path, new URLSearchParams(text));
}

/** The address of a screen for the site and the period that are looked at. */
export function hrefOf(id: string, more: Record<string, string> = {}): string {
  const params = new URLSearchParams();
  for (const name of KEPT) {
    const kept = query.value.get(name);
    if (kept) params.set(name, kept);
  }
  for (const [name, value] of Object.entries(more)) params.set(name, value);
  const path = SCREENS.find((each) => each.id === id)?.path ?? '/';
  return params.size > 0 ? `${path}?${params}` : path;
}

/** A link's click: goes there without loading the page anew, unless another tab is asked for. */
export function follow(event: MouseEvent, id: string, more: Record<string, string> = {}): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  show(id, more);
}

function sync(): void {
  screen.value = screenOf(location.pathname);
  query.value = new URLSearchParams(location.search);
}

function screenOf(path: string): string {
  return SCREENS.find((each) => each.path !== '/' && path.startsWith(each.path))?.id ?? 'now';
}
