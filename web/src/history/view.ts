/** The stretch of time that is looked at, and how it is told in the address. */

export interface View {
  from: number;
  to: number;
  /** The right edge is now, and moves with it. */
  follows: boolean;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
export const SPAN_LEAST = 2_000;
export const SPAN_MOST = 5 * 366 * DAY;

/** The rungs of the ladder: lengths that people ask for. */
export const LADDER: { name: string; span: number }[] = [
  { name: '1 min', span: MINUTE },
  { name: '10 min', span: 10 * MINUTE },
  { name: '1 h', span: HOUR },
  { name: '6 h', span: 6 * HOUR },
  { name: 'Day', span: DAY },
  { name: 'Week', span: 7 * DAY },
  { name: 'Month', span: 30 * DAY },
  { name: 'Year', span: 365 * DAY },
];

export function viewOf(params: URLSearchParams, now: number): View {
  const from = Number(params.get('from'));
  const to = Number(params.get('to'));
  if (from > 0 && to > from) return bounded({ from, to, follows: false }, now);
  const span = Number(params.get('span'));
  const wide = span >= SPAN_LEAST && span <= SPAN_MOST ? span : DAY;
  return { from: now - wide, to: now, follows: true };
}

/** Writes a view into an address' query. */
export function write(params: URLSearchParams, view: View): void {
  for (const name of ['from', 'to', 'span']) params.delete(name);
  if (view.follows) {
    params.set('span', String(Math.round(view.to - view.from)));
  } else {
    params.set('from', String(Math.round(view.from)));
    params.set('to', String(Math.round(view.to)));
  }
}

/** Zooms about a point of the view, 0 its left edge and 1 its right; a factor below 1 goes nearer. */
export function zoom(view: View, factor: number, at: number, now: number): View {
  const span = Math.min(SPAN_MOST, Math.max(SPAN_LEAST, (view.to - view.from) * factor));
  // A view that follows keeps now at its edge.
  if (view.follows) return { from: now - span, to: now, follows: true };
  const fixed = view.from + (view.to - view.from) * at;
  return bounded({ from: fixed - span * at, to: fixed + span * (1 - at), follows: false }, now);
}

/** Moves the view by a part of its length; moved to the newest end it follows. */
export function pan(view: View, part: number, now: number): View {
  const by = (view.to - view.from) * part;
  return bounded({ from: view.from + by, to: view.to + by, follows: false }, now);
}

/** Keeps a view out of the future: what would reach there ends now, and follows. */
function bounded(view: View, now: number): View {
  const span = Math.min(SPAN_MOST, Math.max(SPAN_LEAST, view.to - view.from));
  if (view.to >= now) return { from: now - span, to: now, follows: true };
  return { from: view.to - span, to: view.to, follows: false };
}
