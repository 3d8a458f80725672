/** The history's state: the address, and the picture that belongs to it. */
import { signal, useSignal, type Signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Calendar } from '../calendar';
import { serverNow } from '../live/link';
import { digits, meters, paused } from '../live/store';
import type { By } from '../model';
import { go, query } from '../shell/router';
import { today } from '../ui/period';
import { againstText, readAgainst, type Against } from './compare';
import { choices, energyLines, pickBy, POWER_MOST } from './kinds';
import type { Line } from './lines';
import { EMPTY, loadPicture, type Picture } from './picture';
import { isLive, viewOf, write, type View } from './view';

/** A view that follows is asked for again when this part of it is new, but not more often than each 2 s. */
const FRESH_PART = 1 / 120;
const FRESH_LEAST = 2_000;
/** Bars of energy that go on are asked for this often. */
const BARS_EACH = 30_000;
/** While a hand moves the chart, what is there is drawn; the server is asked when it rests. */
const REST = 140;

/** How many views were gone through here: so many steps lead back. */
export const steps = signal(0);
addEventListener('popstate', () => (steps.value = Math.max(0, steps.value - 1)));

export function put(next: View, calendar: Calendar): void {
  const params = new URLSearchParams(query.value);
  write(params, next, calendar);
  if (params.toString() === query.value.toString()) return;
  steps.value++;
  go('/history', params);
}

/** One step back, but never out of the history. */
export function back(): void {
  if (steps.value > 0) history.back();
}

/** Changes one thing of the address. */
export function set(name: 'as' | 'by' | 'vs' | 'table' | 'series', value: string | Against | undefined, isKept = false): void {
  const params = new URLSearchParams(query.value);
  if (value === undefined || (value === '' && !isKept)) params.delete(name);
  else params.set(name, typeof value === 'string' ? value : againstText(value));
  go('/history', params, true);
}

export interface Settings {
  kind: 'power' | 'energy';
  usualKind: 'power' | 'energy';
  isKindChosen: boolean;
  by: By;
  usualBy: By;
  /** Whether any line has energy to show. */
  hasEnergy: boolean;
  isByChosen: boolean;
  against: Against | undefined;
}

/** What is drawn: as the address says, else as fits the view's length and the screen's width. */
export function settingsOf(params: URLSearchParams, wide: number, width: number, hasEnergy: boolean): Settings {
  const as = params.get('as');
  const usualKind = wide <= POWER_MOST || !hasEnergy ? 'power' : 'energy';
  const kind = as === 'power' || (as === 'energy' && hasEnergy) ? as : usualKind;
  const usualBy = pickBy(wide, width);
  const named = choices(wide).find((by) => by === params.get('by'));
  return { kind, usualKind, hasEnergy, isKindChosen: kind !== usualKind, by: named ?? usualBy, usualBy, isByChosen: named !== undefined, against: readAgainst(params.get('vs')) };
}

interface Props {
  view: Signal<View>;
  on: Line[];
  calendar: Calendar;
  first: number | undefined;
  place: { current: HTMLElement | null };
}

/** Room beside the chart for its axis. */
const AXIS = 90;

export interface Shown {
  picture: Picture;
  shown: Signal<{ from: number; to: number }>;
  trouble: string;
  isWaiting: boolean;
  settings: Settings;
  /** Asks anew. */
  again: () => void;
  /** A hand moves the view: it is shown as it is until there is a picture. */
  moving: () => void;
}

export function usePicture({ view, on, calendar, first, place }: Props): Shown {
  const [picture, setPicture] = useState<Picture>(EMPTY);
  const [trouble, setTrouble] = useState('');
  const [isWaiting, setWaiting] = useState(true);
  const [turn, setTurn] = useState(0);
  const shown = useSignal({ from: view.value.from, to: view.value.to });
  const width = Math.max(120, (place.current?.clientWidth ?? innerWidth) - AXIS);
  const settings = settingsOf(query.value, view.value.to - view.value.from, width, energyLines(on).length > 0);
  const { kind, by, against } = settings;

  // The address changed: by a gesture's end, a link, or the browser's back. Or a day began.
  useEffect(() => {
    view.value = viewOf(query.value, serverNow(), calendar, first);
    setTurn((n) => n + 1);
  }, [query.value, calendar, first, today.value]);
  useFollow(view, kind, (isMoved) => {
    if (isMoved && kind === 'power') shown.value = view.value;
    if (!isMoved) setTurn((n) => n + 1);
  });
  useEffect(() => {
    if (meters.value.length === 0) return undefined;
    const abort = new AbortController();
    setWaiting(true);
    const timer = window.setTimeout(() => {
      const { from, to } = view.value;
      const px = Math.max(200, Math.min(2_000, place.current?.clientWidth ?? 1_000));
      loadPicture({ kind, lines: on, meters: meters.value, from, to, by, against, px, now: serverNow(), calendar }, abort.signal)
        .then((answer) => {
          if (abort.signal.aborted) return;
          shown.value = kind === 'energy' ? { from: answer.from, to: answer.to } : { from: view.value.from, to: view.value.to };
          setPicture(answer);
          setTrouble('');
          setWaiting(false);
        })
        .catch((cause: unknown) => {
          if (abort.signal.aborted) return;
          setTrouble(cause instanceof Error ? cause.message : String(cause));
          setWaiting(false);
        });
    }, turn > 1 ? REST : 0);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [on.map((line) => line.id).join(), kind, by, against && againstText(against), turn, meters.value.length]);
  return { picture, shown, trouble, isWaiting, settings, again: () => setTurn((n) => n + 1), moving: () => (shown.value = view.value) };
}

/** Keeps a view that follows at now, and asks anew when enough of it is new: `tell(true)` moved, `tell(false)` is old. */
function useFollow(view: Signal<View>, kind: 'power' | 'energy', tell: (isMoved: boolean) => void): void {
  const asked = useRef(serverNow());
  const current = useRef({ kind, tell });
  current.current = { kind, tell };
  useEffect(
    () =>
      digits.subscribe(() => {
        const now = serverNow();
        if (!isLive(view.value, now) || paused.value || document.hidden) return;
        const isBars = current.current.kind === 'energy';
        const span = view.value.to - view.value.from;
        const isOld = Math.abs(now - asked.current) >= (isBars ? BARS_EACH : Math.max(FRESH_LEAST, span * FRESH_PART));
        if (view.value.follows && (!isBars || isOld)) {
          view.value = view.value.isAll ? { ...view.value, to: now } : { from: now - span, to: now, follows: true };
          current.current.tell(true);
        }
        if (!isOld) return;
        asked.current = now;
        current.current.tell(false);
      }),
    [],
  );
}
