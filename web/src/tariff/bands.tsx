/** Bands: their names and prices, the week that they are painted on, the seasons and the holidays. */
import { useMemo, useRef, useState } from 'preact/hooks';
import { lettersOf, toneOf } from '../costs/bands';
import { Letter } from '../costs/bill';
import { Exact } from '../exact';
import { dayName } from '../format';
import { isDay } from './checks';
import { isOvernight, painted, rulesOf, seasonsOf, split, without, withMonth, type Season } from './calendar';
import { Field, PriceField, Remove, removed, replaced, Rows } from './fields';
import { bandId, typed, type Band, type Bands as BandsOf } from './tariff';
import { Week, type Brush } from './week';

interface Props {
  path: string;
  bands: BandsOf;
  change: (bands: BandsOf) => void;
}

/** Colour and letter of each band: by price as far as prices are there, else by order. */
export function brushes(bands: Band[]): Brush[] {
  const known = bands.map((band, i) => ({ i, price: Exact.read(typed(band.price) ?? '') }));
  const isPriced = known.every((each) => each.price !== undefined);
  const ranked = isPriced ? [...known].sort((a, b) => (a.price ?? Exact.ZERO).compare(b.price ?? Exact.ZERO)) : known;
  const letters = lettersOf(ranked.map((each) => bands[each.i]?.name ?? ''));
  const made: Brush[] = [];
  ranked.forEach((each, rank) => {
    made[each.i] = { name: bands[each.i]?.name ?? '', letter: letters[rank] ?? '', ...(bands.length === 1 ? { tone: 'grid', isHatched: false } : toneOf(rank, bands.length)) };
  });
  return made;
}

export function Bands({ path, bands, change }: Props) {
  // Two seasons that are painted alike are one to the wire; here they stay two while one is at work.
  const kept = useRef<{ calendar: BandsOf['calendar']; seasons: Season[] } | null>(null);
  const seasons = useMemo(() => (kept.current?.calendar === bands.calendar ? kept.current.seasons : seasonsOf(bands)), [bands]);
  const [brush, setBrush] = useState(bands.bands.length - 1);
  const [open, setOpen] = useState(0);
  const paints = brushes(bands.bands);
  const season = Math.min(open, seasons.length - 1);
  const put = (next: Season[], list = bands) => {
    const rules = rulesOf(next, list);
    kept.current = { calendar: rules.calendar, seasons: next };
    change({ ...list, ...rules });
  };
  const putBand = (at: number, band: Band) => change({ ...bands, bands: replaced(bands.bands, at, band) });
  const remove = (at: number) => {
    const list = { ...bands, bands: removed(bands.bands, at) };
    const gone = bands.bands[at]?.id === bands.otherwise ? { otherwise: list.bands[0]?.id ?? '' } : {};
    put(without(seasons, at), { ...list, ...gone });
    setBrush(0);
  };
  return (
    <>
      <Rows title="Bands" about="choose one, then paint its hours" add="Add a band" onAdd={() => change({ ...bands, bands: [...bands.bands, { id: bandId(bands.bands), name: `Band ${bands.bands.length + 1}`, price: '' }] })}>
        {bands.bands.map((band, i) => (
          <div class="row two" key={band.id}>
            <button type="button" class="brush" aria-pressed={brush === i} aria-label={`Paint with ${band.name}`} title={`Paint with ${band.name}`} onClick={() => setBrush(i)}>
              {paints[i] && <Letter group={paints[i]} />}
            </button>
            <Field path={`${path}.bands[${i}].name`} label="Name" value={band.name} change={(name) => putBand(i, { ...band, name })} />
            <PriceField path={`${path}.bands[${i}].price`} label="Price" per="kWh" value={band.price} change={(price) => putBand(i, { ...band, price })} />
            {bands.bands.length > 1 && <Remove what={band.name} click={() => remove(i)} />}
          </div>
        ))}
      </Rows>
      <Seasons seasons={seasons} at={season} open={setOpen} put={put} />
      {seasons[season] && (
        <Week
          days={seasons[season].days}
          brushes={paints}
          brush={Math.min(brush, paints.length - 1)}
          choose={setBrush}
          paint={(days, from, to, band) => put(painted(seasons, season, days, from, to, band))}
        />
      )}
      {bands.calendar.some(isOvernight) && <p class="quiet">A rule of this calendar runs over midnight. Painting writes it day by day.</p>}
      <Holidays path={path} days={bands.holidays ?? []} change={(holidays) => change({ ...bands, holidays })} />
    </>
  );
}

const monthName = new Intl.DateTimeFormat(undefined, { month: 'short', timeZone: 'UTC' });
const nameOf = (month: number) => monthName.format(Date.UTC(2026, month - 1, 15));
const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);

interface SeasonsProps {
  seasons: Season[];
  at: number;
  open: (at: number) => void;
  put: (seasons: Season[]) => void;
}

/** Months that are painted alike; a month belongs to one season. */
function Seasons({ seasons, at, open, put }: SeasonsProps) {
  const months = seasons[at]?.months ?? [];
  const [draft, setDraft] = useState<number[] | null>(null);
  const toggle = (month: number) => setDraft((now) => (now?.includes(month) ? now.filter((each) => each !== month) : [...(now ?? []), month].sort((a, b) => a - b)));
  return (
    <div class="seasons">
      <div class="segments" role="group" aria-label="Season">
        {seasons.map((season, i) => (
          <button key={season.months.join()} type="button" aria-pressed={i === at} onClick={() => open(i)}>
            {labelOf(season.months)}
          </button>
        ))}
        {draft === null && (
          <button type="button" onClick={() => setDraft([])}>
            + Season
          </button>
        )}
      </div>
      {draft !== null && (
        <div class="new-season">
          <p>Which months are priced at other hours?</p>
          <Months on={draft} toggle={toggle} />
          <p class="quiet">Choose its months, then paint its week: it begins as a copy.</p>
          <button
            type="button"
            class="button small"
            disabled={draft.length === 0 || draft.length === 12}
            onClick={() => {
              const next = split(seasons, draft);
              put(next);
              open(next.length - 1);
              setDraft(null);
            }}
          >
            Make it a season
          </button>{' '}
          <button type="button" class="button small" onClick={() => setDraft(null)}>
            Cancel
          </button>
        </div>
      )}
      {draft === null && seasons.length > 1 && (
        <Months
          on={months}
          toggle={(month) => {
            if (!months.includes(month)) put(withMonth(seasons, at, month));
          }}
        />
      )}
    </div>
  );
}

function Months({ on, toggle }: { on: number[]; toggle: (month: number) => void }) {
  return (
    <div class="months" role="group" aria-label="Months of this season">
      {MONTHS.map((month) => (
        <button key={month} type="button" aria-pressed={on.includes(month)} onClick={() => toggle(month)}>
          {nameOf(month)}
        </button>
      ))}
    </div>
  );
}

/** "Nov–Feb", "Mar–Oct", "All year". */
export function labelOf(months: number[]): string {
  if (months.length === 12) return 'All year';
  const runs: [number, number][] = [];
  // Begins after a month that is not in it, so that a winter is one run.
  const first = months.find((month) => !months.includes(((month + 10) % 12) + 1)) ?? months[0] ?? 1;
  for (let i = 0; i < 12; i++) {
    const month = ((first - 1 + i) % 12) + 1;
    if (!months.includes(month)) continue;
    const last = runs[runs.length - 1];
    if (last && last[1] % 12 === month - 1) last[1] = month;
    else runs.push([month, month]);
  }
  return runs.map(([from, to]) => (from === to ? nameOf(from) : `${nameOf(from)}–${nameOf(to)}`)).join(', ');
}

function Holidays({ path, days, change }: { path: string; days: string[]; change: (days: string[]) => void }) {
  const [next, setNext] = useState('');
  const isNew = isDay(next) && !days.includes(next);
  const add = () => {
    if (!isNew) return;
    change([...days, next].sort());
    setNext('');
  };
  return (
    <Rows title="Holidays" about="days that are priced as the row Holiday" add="Add the day" onAdd={add}>
      <div class="row">
        <Field path={`${path}.holidays`} label="Day" type="date" value={next} change={setNext} />
        <ul class="days">
          {days.map((day) => (
            <li key={day}>
              {dayName(day)} <Remove what={dayName(day)} click={() => change(days.filter((each) => each !== day))} />
            </li>
          ))}
          {days.length === 0 && <li class="quiet">none</li>}
        </ul>
      </div>
    </Rows>
  );
}
