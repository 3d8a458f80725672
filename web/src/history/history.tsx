/** What was: one chart from years to seconds, lines of power or bars of energy, whose state is the address. */
import { useSignal } from '@preact/signals';
import { useMemo, useRef, useState } from 'preact/hooks';
import { calendarOf } from '../calendar';
import { percent, span as spanText } from '../format';
import { serverNow } from '../live/link';
import { loaded, meters, site } from '../live/store';
import type { By } from '../model';
import { query } from '../shell/router';
import { Icon } from '../ui/icons';
import { sayWrong } from '../ui/toast';
import { Chart } from './chart';
import { nameOf } from './compare';
import { useFirst } from './first';
import { later } from '../ui/later';
import type { Hands } from './gestures';
import { byName, choices, energyLines } from './kinds';
import { Ladder } from './ladder';
import { chosen, HOME, linesOf, type Line } from './lines';
import type { Picture } from './picture';
import { back, put, set, settingsOf, steps, usePicture } from './state';
import { pan, viewOf, zoom, type View } from './view';
import './history.css';

const Bare = later(() => import('./rest').then((at) => at.Bare));
const Chips = later(() => import('./chips').then((at) => at.Chips));
const Strip = later(() => import('./strip').then((at) => at.Strip));
const Table = later(() => import('./table').then((at) => at.Table));
const AgainstChoice = later(() => import('./against').then((at) => at.AgainstChoice));
const AgainstWords = later(() => import('./words').then((at) => at.AgainstWords));

export function History() {
  const calendar = useMemo(() => calendarOf(site.value), [site.value]);
  const { zone } = calendar;
  const all = useMemo(() => linesOf(meters.value), [meters.value]);
  const parents = useMemo(() => new Map(meters.value.map((meter) => [meter.id, meter.parent])), [meters.value]);
  const on = chosen(all, query.value.get('series'), meters.value);
  const lead = on.find((line) => line.id === HOME) ?? energyLines(on)[0] ?? on[0];
  const first = useFirst(lead, meters.value, site.value?.id ?? '', serverNow());
  const view = useSignal<View>(viewOf(query.value, serverNow(), calendar, first));
  const cursor = useSignal<number | null>(null);
  const [selecting, setSelecting] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const { picture, shown, trouble, isWaiting, settings, again, moving } = usePicture({ view, on, calendar, first, place });

  const change = (next: View, isDone: boolean) => {
    view.value = next;
    moving();
    if (isDone) put(next, calendar);
    else again();
  };
  const hands: Hands = {
    zoom: (factor, at, isDone) => change(zoom(view.value, factor, at, serverNow()), isDone),
    pan: (part, isDone) => change(part === 0 ? view.value : pan(view.value, part, serverNow()), isDone),
    frame: (a, b) => {
      const { from, to } = shown.value;
      setSelecting(false);
      change(pan({ from: from + (to - from) * a, to: from + (to - from) * b, follows: false }, 0, serverNow()), true);
    },
    back,
    isSelecting: () => selecting,
  };
  const { from, to } = view.value;
  const name = nameOf({ start: picture.from || from, end: picture.to || to }, calendar);
  const currency = site.value?.currency ?? 'EUR';
  const asTable = query.value.get('table') === '1';
  const foot = footOf(picture, lead, zone);
  const keep = (kind: 'csv' | 'png') =>
    void import('./save').then((at) => at.keep(kind, { picture, on, name, foot, canvas: canvas.current })).catch(sayWrong);
  return (
    <div class="history">
      <div class="screen-head">
        <h1>History</h1>
        <div class="screen-tools">
          {steps.value > 0 && (
            <button type="button" class="button small" onClick={back} title="One step back (Esc)">
              <Icon name="undo" size={16} /> Back
            </button>
          )}
          <button type="button" class="button small" aria-pressed={selecting} title="Then drag over the stretch to zoom to" onClick={() => setSelecting(!selecting)}>
            Select
          </button>
          <button type="button" class="button small" aria-pressed={asTable} onClick={() => set('table', asTable ? undefined : '1')}>
            Table
          </button>
          <button type="button" class="button small" title="The numbers of this view" onClick={() => keep('csv')}>
            CSV
          </button>
          <button type="button" class="button small" title="The picture of this view" onClick={() => keep('png')}>
            PNG
          </button>
        </div>
        <Ladder view={view.value} calendar={calendar} put={(next) => change(next, true)} />
      </div>
      <section class={`card chart-card ${selecting ? 'selecting' : ''}`} ref={place} aria-label={`${settings.kind === 'energy' ? 'Energy' : 'Power'}, ${name}`}>
        <div class="chart-head">
          <Kinds settings={settings} wide={to - from} />
          <AgainstChoice
            against={settings.against}
            range={picture.to > 0 ? picture : { from, to }}
            calendar={calendar}
            now={serverNow()}
            choose={(text) => set('vs', text)}
          />
        </div>
        {settings.against && <AgainstWords picture={picture} lead={lead} calendar={calendar} currency={currency} />}
        <div class={`chart-place ${isWaiting && picture.to > 0 ? 'renewing' : ''}`}>
          <Chart
            picture={picture}
            shown={shown}
            zone={zone}
            parents={parents}
            cursor={cursor}
            hands={hands}
            canvas={canvas}
            label={`${settings.kind === 'energy' ? `Energy per ${byName(settings.by).toLowerCase()}` : 'Power'} of ${on.map((line) => line.name).join(', ')}, ${name}`}
          />
          {(picture.to === 0 || !loaded.value) && !trouble && <div class="over-chart waiting late" role="status" aria-busy="true" aria-label="Loading" />}
          {trouble && (
            <p class="over-chart said" role="alert">
              {trouble}{' '}
              <button type="button" class="button small" onClick={again}>
                Try again
              </button>
            </p>
          )}
          {!trouble && picture.to > 0 && isBare(picture) && <Bare on={on} first={first} put={(next) => change(next, true)} />}
        </div>
        <p id="chart-keys" class="hidden">
          Arrows move the cursor, with Shift the chart; Home and End go to its ends; plus and minus zoom; Escape goes one step back. The Table button shows the
          numbers.
        </p>
        <div class="strip-room">
        <Strip
          lead={lead}
          meters={meters.value}
          view={view.value}
          first={first}
          now={serverNow()}
          calendar={calendar}
          change={(a, b, isDone) => change(pan({ from: a, to: b, follows: false }, 0, serverNow()), isDone)}
        />
        </div>
        <div class="readout-room">
        <Chips all={all} on={on} picture={picture} at={cursor.value} name={name} zone={zone} currency={currency} choose={(ids) => set('series', ids.join(), true)} />
        </div>
        <p class="quiet foot">{foot}</p>
      </section>
      {asTable && <Table picture={picture} zone={zone} currency={currency} />}
    </div>
  );
}

/** Power or energy, and how long a bar is; what nobody chose follows from the view's length. */
function Kinds({ settings, wide }: { settings: ReturnType<typeof settingsOf>; wide: number }) {
  const { kind, by, isKindChosen, isByChosen } = settings;
  return (
    <div class="kinds">
      <div class="segments" role="group" aria-label="What is drawn">
        {(['power', 'energy'] as const).map((each) => (
          <button key={each} type="button" aria-pressed={kind === each} disabled={each === 'energy' && !settings.hasEnergy} onClick={() => set('as', each === settings.usualKind ? undefined : each)}>
            {each === 'power' ? 'Power' : 'Energy'}
          </button>
        ))}
      </div>
      {kind === 'energy' && (
        <label>
          <span class="hidden">A bar is</span>
          <select value={isByChosen ? by : ''} onChange={(event) => set('by', event.currentTarget.value || undefined)}>
            <option value="">{`per ${byName(settings.usualBy).toLowerCase()}`}</option>
            {choices(wide)
              .filter((each) => each !== settings.usualBy)
              .map((each: By) => (
                <option key={each} value={each}>
                  {`per ${byName(each).toLowerCase()}`}
                </option>
              ))}
          </select>
        </label>
      )}
      <small class="kinds-note" aria-live="polite">
        {isKindChosen || !settings.hasEnergy ? '' : kind === 'energy' ? 'More than 2 days: energy' : 'Up to 2 days: power'}
      </small>
    </div>
  );
}

function isBare({ drawn, energies }: Picture): boolean {
  const noLines = drawn.series.every((series) => series.time.length === 0);
  const noBars = !energies || [...energies.amounts.values()].every((row) => row.every((amount) => !amount || amount.coverage === 0));
  return noLines && noBars;
}

/** How fine the data is, how much was measured, and whose times these are. */
function footOf(picture: Picture, lead: Line | undefined, zone: string): string {
  const known = picture.drawn.series.filter((series) => series.time.length > 0);
  const all = [...known.map((series) => series.coverage), ...[...picture.totals.values()].map((each) => each.coverage)];
  const coverage = all.length === 0 ? 0 : Math.min(...all);
  const resolution = Math.max(0, ...known.map((series) => series.resolution));
  const period = meters.value.find((meter) => meter.id === lead?.meter || (lead?.id === HOME && meter.role === 'grid'))?.period;
  const grain = resolution > 0 ? `${spanText(resolution)} data with least and greatest` : period ? `${spanText(round(period))} data` : 'every reading';
  const what = picture.energies ? `Energy per ${byName(picture.energies.by).toLowerCase()}` : grain;
  return `${what}, ${percent(coverage, 1)} measured, times in ${zone}`;
}

const round = (millis: number) => (millis < 1_000 ? Math.round(millis / 100) * 100 || 100 : millis < 60_000 ? Math.round(millis / 1_000) * 1_000 : Math.round(millis / 60_000) * 60_000);
