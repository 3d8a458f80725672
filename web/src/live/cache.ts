/** What was last seen of a site, so that a page that starts shows something true, with its age. */
import type { Figures, Meter, Site } from '../model';

const KEY = 'wattsocket.last';

export interface Seen {
  site: Site;
  meters: Meter[];
  figures?: Figures | null;
  demo?: boolean;
}

export function remember(seen: Seen): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(seen));
  } catch {
    // A page without storage starts empty.
  }
}

export function recall(): Seen | undefined {
  try {
    const text = localStorage.getItem(KEY);
    return text ? (JSON.parse(text) as Seen) : undefined;
  } catch {
    return undefined;
  }
}
