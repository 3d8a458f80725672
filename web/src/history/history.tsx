/** What was: one chart from a year to seconds, whose state is the address. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { decimal, span as spanText } from '../format';
import { serverNow } from '../live/link';
import { digits, isDemo, meters, paused, site } from '../live/store';
import { go, query } from '../shell/router';
import { Chart } from './chart';
import { Chips } from './chips';
import { csv, load, type Drawn } from './data';
import type { Hands } from './gestures';
import { chosen, linesOf } from './lines';
import { Table } from './table';
import { LADDER, pan, viewOf, write, zoom, type View } from './view';
import './history.css';

const EMPTY: Drawn = { lines: [], table: [[]], series: [], from: 0, to: 0 };
/** A view that follows is asked for again when this part of it is new, but not more often than each 2 s. */
const FRESH_PART = 1 / 120;
const FRESH_LEAST = 2_000;
/** While a hand moves the chart, what is there is drawn; the server is asked when it rests. */
const REST = 140;

export function History() {
  const zone = site.value?.zone ?? 'UTC';
  const all = linesOf(meters.value);
  const on = chosen(all, query.value.get('series'), meters.value);
  const view = useSignal<View>(viewOf(query.value, serverNow()));
  const cursor = useSignal<number | null>(null);
  const [drawn, setDrawn] = useState<Drawn>(EMPTY);
  const [trouble, setTrouble] = useState('');
  const [turn, setTurn] = useState(0);
  const [asTable, setAsTable] = useState(false);
  const [selecting, setSelecting] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const ids = on.map((line) => line.id).join();

  // The address changed: by a gesture's end, a link, or the browser's back.
  useEffect(() => {
    view.value = viewOf(query.value, serverNow());
    setTurn((n) => n + 1);
  }, [query.value]);
  useFollow(view, setTurn);
  useEffect(() => {
    const abort = new AbortController();
    const timer = window.setTimeout(() => {
      const { from, to } = view.value;
      const px = Math.max(200, Math.min(2_000, place.current?.clientWidth ?? 1_000));
      load(on, meters.value, from, to, px, abort.signal)
        .then((answer) => {
          setDrawn(answer);
          setTrouble('');
        })
        .catch((cause: unknown) => {
          if (!abort.signal.aborted) setTrouble(cause instanceof Error ? cause.message : String(cause));
        });
    }, turn > 1 ? REST : 0);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [ids, turn, meters.value.length]);

  const change = (next: View, isDone: boolean) => {
    view.value = next;
    if (isDone) put(next);
    else setTurn((n) => n + 1);
  };
  const hands: Hands = {
    zoom: (factor, at, isDone) => change(zoom(view.value, factor, at, serverNow()), isDone),
    pan: (part, isDone) => change(part === 0 ? view.value : pan(view.value, part, serverNow()), isDone),
    frame: (a, b) => {
      const { from, to } = view.value;
      setSelecting(false);
      change({ from: from + (to - from) * a, to: from + (to - from) * b, follows: false }, true);
    },
    back: () => history.back(),
    isSelecting: () => selecting,
  };
  const { from, to, follows } = view.value;
  const isBare = drawn.from > 0 && drawn.series.every((series) => series.time.length === 0);
  return (
    <div class="history">
      <div class="screen-head">
        <h1>History</h1>
        <Ladder view={view.value} put={put} />
        <div class="screen-tools">
          <button type="button" class="button small" onClick={() => hands.pan(-0.5, true)} aria-label="Earlier">
            ‹
          </button>
          <button type="button" class="button small" disabled={follows} onClick={() => hands.pan(0.5, true)} aria-label="Later">
            ›
          </button>
          <button type="button" class="button small" aria-pressed={selecting} onClick={() => setSelecting(!selecting)}>
            Select
          </button>
          <button type="button" class="button small" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            Table
          </button>
          <button type="button" class="button small" onClick={() => save(drawn, zone)}>
            CSV
          </button>
        </div>
      </div>
      <section class={`card chart-card ${selecting ? 'selecting' : ''}`} ref={place}>
        <Chart drawn={drawn} view={view} zone={zone} cursor={cursor} hands={hands} label={`Chart of ${on.map((line) => line.name).join(', ')}`} />
        {trouble && (
          <p class="over-chart" role="alert">
            {trouble}{' '}
            <button type="button" class="button small" onClick={() => setTurn((n) => n + 1)}>
              Try again
            </button>
          </p>
        )}
        {!trouble && isBare && <Bare put={put} />}
        <p id="chart-keys" class="hidden">
          Arrows move the cursor, with Shift the chart; plus and minus zoom; Escape goes one step back. The Table button shows the numbers.
        </p>
        <Chips all={all} on={on} drawn={drawn} at={cursor.value ?? lastOf(drawn)} choose={choose} />
        <Foot drawn={drawn} zone={zone} from={from} to={to} />
      </section>
      {asTable && <Table drawn={drawn} zone={zone} />}
    </div>
  );
}

/** Keeps a view that follows at now, and asks anew when enough of it is new. */
function useFollow(view: { value: View }, setTurn: (next: (n: number) => number) => void): void {
  const asked = useRef(0);
  useEffect(
    () =>
      digits.subscribe(() => {
        if (!view.value.follows || paused.value) return;
        const span = view.value.to - view.value.from;
        const now = serverNow();
        view.value = { from: now - span, to: now, follows: true };
        if (now - asked.current < Math.max(FRESH_LEAST, span * FRESH_PART)) return;
        asked.current = now;
        setTurn((n) => n + 1);
      }),
    [],
  );
}

function put(next: View): void {
  const params = new URLSearchParams(query.value);
  write(params, next);
  go('/history', params);
}

function choose(ids: string[]): void {
  const params = new URLSearchParams(query.value);
  params.set('series', ids.join());
  go('/history', params, true);
}

/** Without a cursor the newest point is read. */
function lastOf(drawn: Drawn): number | null {
  const count = drawn.table[0].length;
  return count > 0 ? count - 1 : null;
}

function Ladder({ view, put: climb }: { view: View; put: (view: View) => void }) {
  const wide = view.to - view.from;
  return (
    <div class="ladder" role="group" aria-label="Length of time">
      {LADDER.map((rung) => (
        <button
          key={rung.name}
          type="button"
          aria-pressed={Math.abs(wide / rung.span - 1) < 0.02}
          onClick={() => {
            const now = serverNow();
            const to = view.follows ? now : Math.min(now, (view.from + view.to) / 2 + rung.span / 2);
            climb({ from: to - rung.span, to, follows: to >= now });
          }}
        >
          {rung.name}
        </button>
      ))}
    </div>
  );
}

function Bare({ put: jump }: { put: (view: View) => void }) {
  const newest = Math.max(...meters.value.flatMap((meter) => meter.channels.map((channel) => channel.last?.time ?? 0)));
  return (
    <p class="over-chart">
      Nothing was measured in this stretch.{' '}
      {newest > 0 && (
        <button type="button" class="button small" onClick={() => jump({ from: newest - 86_400_000, to: newest + 1, follows: false })}>
          Go to the newest readings
        </button>
      )}
    </p>
  );
}

function Foot({ drawn, zone, from, to }: { drawn: Drawn; zone: string; from: number; to: number }) {
  const known = drawn.series.filter((series) => series.time.length > 0);
  const resolution = Math.max(0, ...known.map((series) => series.resolution));
  const coverage = known.length === 0 ? 0 : Math.min(...known.map((series) => series.coverage));
  const grain = resolution === 0 ? 'Every reading' : `Mean, least and greatest of each ${spanText(resolution)}`;
  return (
    <p class="quiet foot">
      {known.length > 0 && `${grain}, ${decimal(coverage * 100, 1)} % measured, `}
      {spanText(roundedSpan(to - from))}, times in {zone}
    </p>
  );
}

const roundedSpan = (millis: number) => (millis < 60_000 ? Math.round(millis / 1000) * 1000 : millis < 3_600_000 ? Math.round(millis / 60_000) * 60_000 : Math.round(millis / 3_600_000) * 3_600_000);

function save(drawn: Drawn, zone: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([csv(drawn, zone, isDemo())], { type: 'text/csv' }));
  link.download = `${isDemo() ? 'demo-' : ''}${site.value?.id ?? 'wattsocket'}-${new Date(drawn.from).toISOString().slice(0, 16).replace(':', '')}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
