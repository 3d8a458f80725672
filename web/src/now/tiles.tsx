/** Today so far: used, bought, made, self-made; each with its hours and with a typical day beside. */
import { decimal, energy, joined, MISSING, type Shown } from '../format';
import { serverNow } from '../live/link';
import { balance, digits, site } from '../live/store';
import { settled, today, todayByHour, todayTrouble, typical, type Figures, type HourOf } from '../live/today';
import { hourOfDay } from '../live/zone';
import { Figure } from '../ui/figure';

interface TileOf {
  name: string;
  kind: string;
  shown: Shown;
  hours: number[];
  note: string;
}

export function Today() {
  void digits.value;
  void settled.value;
  const now = today();
  if (todayTrouble.value && !now) {
    return (
      <section class="card notice" role="alert">
        <h2>Today’s energy is not here</h2>
        <p>{todayTrouble.value}</p>
      </section>
    );
  }
  const tiles = now ? tilesOf(now) : [];
  return (
    <section class="today" aria-label="Today so far">
      {now
        ? tiles.map((tile) => <Tile key={tile.name} tile={tile} coverage={now.coverage} />)
        : [0, 1, 2, 3].map((at) => <div key={at} class="card tile waiting" aria-hidden="true" />)}
    </section>
  );
}

function tilesOf(now: Figures): TileOf[] {
  const hours = todayByHour();
  const usual = typical(serverNow());
  const powers = balance();
  const tiles: TileOf[] = [tile('Used today', 'home', now.used, hours, (hour) => hour.used, usual?.used)];
  if (powers.grid !== undefined && powers.solar !== undefined) {
    tiles.push(tile('Bought', 'grid', now.bought, hours, (hour) => hour.bought, usual?.bought));
    tiles.push(tile('Made by the sun', 'solar', now.made, hours, (hour) => hour.made, usual?.made));
    tiles.push(selfMade(now, hours));
    return tiles;
  }
  const watts = hours.map((hour) => hour.used);
  const whole = hours.slice(0, -1);
  const most = whole.reduce<HourOf | undefined>((best, hour) => (!best || hour.used > best.used ? hour : best), undefined);
  const least = whole.reduce<HourOf | undefined>((best, hour) => (!best || hour.used < best.used ? hour : best), undefined);
  tiles.push(extreme('Busiest hour', most, watts), extreme('Quietest hour', least, watts));
  tiles.push({
    name: 'A typical day until now',
    kind: 'home',
    shown: energy(usual?.used),
    hours: [],
    note: usual ? 'Mean of the last 7 days' : 'Known after two days',
  });
  return tiles;
}

function tile(name: string, kind: string, wattHours: number, hours: HourOf[], of: (hour: HourOf) => number, usual: number | undefined): TileOf {
  const note = usual === undefined ? 'Since midnight' : `Typical until now ${joined(energy(usual))}`;
  return { name, kind, shown: energy(Math.max(0, wattHours)), hours: hours.map(of), note };
}

function selfMade(now: Figures, hours: HourOf[]): TileOf {
  const share = (figures: Figures) => (figures.used > 0 ? Math.max(0, Math.min(1, 1 - figures.bought / figures.used)) : 0);
  return {
    name: 'Self-made',
    kind: 'battery',
    shown: { number: now.used > 0 ? decimal(share(now) * 100, 0) : MISSING, unit: '%' },
    hours: hours.map(share),
    note: `Sold ${joined(energy(now.sold))}`,
  };
}

function extreme(name: string, hour: HourOf | undefined, hours: number[]): TileOf {
  const zone = site.value?.zone ?? 'UTC';
  const at = hour ? `From ${Math.floor(hourOfDay(hour.start, zone))}:00` : 'After the first whole hour';
  return { name, kind: 'grid', shown: energy(hour?.used), hours, note: at };
}

function Tile({ tile, coverage }: { tile: TileOf; coverage: number }) {
  return (
    <article class="card tile">
      <h2>{tile.name}</h2>
      <p class="tile-figure">
        <Figure shown={tile.shown} />
      </p>
      <Hours kind={tile.kind} hours={tile.hours} />
      <p class="quiet">
        {tile.note}
        {coverage < 0.995 && <span class="badge">{decimal(coverage * 100, 0)} % measured</span>}
      </p>
    </article>
  );
}

/** The day's hours as small bars; the hours to come are empty. */
function Hours({ kind, hours }: { kind: string; hours: number[] }) {
  const top = Math.max(...hours, 1e-9);
  return (
    <svg class={`hours ${kind}`} viewBox="0 0 96 20" preserveAspectRatio="none" aria-hidden="true">
      <line x1="0" y1="19.6" x2="96" y2="19.6" />
      {hours.map((value, at) => {
        const tall = Math.max(0, (value / top) * 19);
        return <rect key={at} x={at * 4 + 0.5} y={20 - tall} width="3" height={tall} rx="0.6" />;
      })}
    </svg>
  );
}
