/** Today so far: used, what it cost, how much of it was self-made, its carbon; each with its hours. */
import { computed } from '@preact/signals';
import { carbon, decimal, energy, hourMinute, joined, MISSING, money, percent, type Shown } from '../format';
import { figures, hours, hoursOf, usual, type Measure, type Typical } from '../live/figures';
import { serverNow } from '../live/link';
import { digits, meters, site } from '../live/store';
import { dayOf } from '../calendar';
import { startOfDay } from '../live/zone';
import type { Balance } from '../model';
import { Figure } from '../ui/figure';
import { Go } from '../ui/go';
import { sign } from '../decimal';

/** Without a figure for this long it is said how old it is. */
const OLD = 10_000;
const HOUR = 3_600_000;

interface TileOf {
  name: string;
  kind: string;
  shown: Shown;
  bars: number[];
  note: string;
  /** What is to be done where there is no figure. */
  ask?: { text: string; screen: string; link: string };
}

/** How far the figures can be trusted; moves seldom, though it is looked at with each digit. */
const state = computed(() => {
  void digits.value;
  const at = figures.value;
  if (!at) return 'none';
  const silent = serverNow() - at.time;
  // What was kept from yesterday is not today's.
  const zone = site.value?.zone ?? 'UTC';
  if (silent > OLD && dayOf(at.time, zone) !== dayOf(serverNow(), zone)) return 'none';
  return silent > OLD ? 'stale' : 'fresh';
});

export function Today() {
  const at = figures.value;
  if (!at || state.value === 'none') {
    return (
      <section class="today" aria-label="Today so far" aria-busy="true">
        {[0, 1, 2, 3].map((each) => (
          <div key={each} class="card tile waiting late" aria-hidden="true" />
        ))}
      </section>
    );
  }
  const tiles = tilesOf(at.today, at.currency, usual.value);
  const zone = site.value?.zone ?? 'UTC';
  const count = Math.round((startOfDay(at.today.start, zone, 1) - at.today.start) / HOUR);
  return (
    <section class={`today ${state.value}`} aria-label="Today so far">
      {tiles.map((tile) => (
        <Tile key={tile.name} tile={tile} coverage={at.today.coverage} count={count} />
      ))}
    </section>
  );
}

function tilesOf(today: Balance, currency: string, usual: Typical | undefined): TileOf[] {
  const bars = (measure: Measure) => hoursOf(hours.value, today, measure);
  const has = (role: string) => meters.value.some((meter) => meter.role === role);
  const used = today.home ?? undefined;
  const tiles: TileOf[] = [
    { name: 'Used today', kind: 'home', shown: energy(used), bars: bars('home'), note: typicalNote(usual?.until.home, (value) => joined(energy(value))) },
    costTile(today, currency, bars('cost'), usual),
  ];
  if (has('solar') || has('battery')) tiles.push(selfMade(today));
  else tiles.push(busiest(today, bars('home')));
  tiles.push(carbonTile(today, bars('co2_g'), usual));
  return tiles;
}

function typicalNote(value: number | undefined, show: (value: number) => string): string {
  return value === undefined ? 'Since midnight' : `Typical until now ${show(value)}`;
}

function costTile(today: Balance, currency: string, bars: number[], usual: Typical | undefined): TileOf {
  const tile = { name: 'Cost today', kind: 'grid', bars };
  if (today.cost === null) {
    const ask = { text: 'Say what a kilowatt-hour costs, and this shows what today did.', screen: 'costs', link: 'Set the tariff' };
    return { ...tile, shown: { number: MISSING, unit: '' }, note: '', ask };
  }
  const isEarned = today.earned !== null && sign(today.earned) > 0;
  const note = today.unpriced ? `Without ${joined(energy(today.unpriced))} that have no price` : isEarned ? `Earned ${money(today.earned, currency)}` : typicalNote(usual?.until.cost, (value) => money(value.toFixed(2), currency));
  return { ...tile, shown: { number: money(today.cost, currency), unit: '' }, note };
}

function selfMade(today: Balance): TileOf {
  const share = (balance: Balance) => balance.autarky ?? 0;
  const bars = hours.value.filter((hour) => hour.start >= today.start).map(share);
  const number = today.autarky === null ? MISSING : decimal(today.autarky * 100, 0);
  const note = today.self_consumption === null ? 'No sun yet today' : `Sun ${joined(energy(today.solar ?? undefined))}, ${percent(today.self_consumption)} used here`;
  return { name: 'Self-made', kind: 'solar', shown: { number, unit: '%' }, bars, note };
}

function busiest(today: Balance, bars: number[]): TileOf {
  const whole = bars.slice(0, -1);
  const most = Math.max(...whole);
  const at = whole.indexOf(most);
  const start = hours.value.filter((hour) => hour.start >= today.start)[at]?.start;
  const note = start === undefined ? 'After the first whole hour' : `From ${hourMinute(start, site.value?.zone ?? 'UTC')}`;
  return { name: 'Busiest hour', kind: 'grid', shown: energy(at < 0 ? undefined : most), bars, note };
}

function carbonTile(today: Balance, bars: number[], usual: Typical | undefined): TileOf {
  const tile = { name: 'CO₂ today', kind: 'battery', bars };
  if (today.co2_g === null) {
    const ask = { text: 'Choose where the grid’s CO₂ comes from.', screen: 'settings', link: 'Choose a source' };
    return { ...tile, shown: { number: MISSING, unit: '' }, note: '', ask };
  }
  return { ...tile, shown: carbon(today.co2_g), note: typicalNote(usual?.until.co2_g, (value) => joined(carbon(value))) };
}

function Tile({ tile, coverage, count }: { tile: TileOf; coverage: number; count: number }) {
  return (
    <article class="card tile">
      <h2>{tile.name}</h2>
      <p class="tile-figure">
        <Figure shown={tile.shown} />
      </p>
      {tile.ask ? (
        <p class="quiet tile-ask">
          {tile.ask.text}{' '}
          <Go to={tile.ask.screen}>{tile.ask.link}</Go>
        </p>
      ) : (
        <>
          <Hours kind={tile.kind} values={tile.bars} count={count} />
          <p class="quiet">
            {tile.note}
            {coverage < 0.995 && <span class="badge">{Math.floor(coverage * 100)} % measured</span>}
          </p>
        </>
      )}
    </article>
  );
}

/** The day's hours as small bars; the hours to come are empty. */
function Hours({ kind, values, count }: { kind: string; values: number[]; count: number }) {
  const top = Math.max(...values, 1e-9);
  return (
    <svg class={`hours ${kind}`} viewBox={`0 0 ${count * 4} 20`} preserveAspectRatio="none" aria-hidden="true">
      <line x1="0" y1="19.6" x2={count * 4} y2="19.6" />
      {values.map((value, at) => {
        const tall = Math.max(0, (value / top) * 19);
        return <rect key={at} x={at * 4 + 0.5} y={20 - tall} width="3" height={tall} rx="0.6" />;
      })}
    </svg>
  );
}
