/** The address is the state: screen in the path, everything else in the query. */
import { signal } from '@preact/signals';

export type Screen = 'now' | 'history' | 'meters';
export const SCREENS: { id: Screen; path: string; name: string }[] = [
  { id: 'now', path: '/', name: 'Now' },
  { id: 'history', path: '/history', name: 'History' },
  { id: 'meters', path: '/meters', name: 'Meters' },
];

export const screen = signal<Screen>(screenOf(location.pathname));
export const query = signal(new URLSearchParams(location.search));

addEventListener('popstate', sync);

/** Goes to a screen, or changes the query of this one. */
export function go(path: string, params: URLSearchParams, replace = false): void {
  const text = params.toString();
  const url = text ? `${path}?${text}` : path;
  if (replace) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
  sync();
}

/** Goes to a screen and keeps the site. */
export function show(id: Screen): void {
  const params = new URLSearchParams();
  const site = query.value.get('site');
  if (site) params.set('site', site);
  go(SCREENS.find((each) => each.id === id)?.path ?? '/', params);
}

function sync(): void {
  screen.value = screenOf(location.pathname);
  query.value = new URLSearchParams(location.search);
}

function screenOf(path: string): Screen {
  return SCREENS.find((each) => each.path !== '/' && path.startsWith(each.path))?.id ?? 'now';
}
