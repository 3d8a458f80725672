/**
 * Bars over time, stacked, what is below zero hanging down. A pointer or the arrow keys move a
 * cursor; what it stands at is said below the bars, never over them; the same numbers are a table.
 */
import { useSignal, type Signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { marks, stack } from './scale';
import './bars.css';

export interface BarSeries {
  name: string;
  /** The style sheet's name of its colour. */
  colour: string;
  /** Drawn with stripes: what is not like the rest, such as export. */
  isHatched?: boolean;
  /** A mark besides the colour, where a bar has room for it. */
  letter?: string;
}

export interface Bar {
  /** Under the axis, where there is room; empty for a bar that needs none. */
  label: string;
  /** In full, for the cursor and the table. */
  name: string;
  /** One a series; null where nothing is known. */
  values: (number | null)[];
  /** 0 to 1; what was measured in part is drawn paler. */
  coverage?: number;
  /** More to be said of it: "97 % measured", a price. */
  note?: string;
}

interface Props {
  id: string;
  label: string;
  series: BarSeries[];
  bars: Bar[];
  show: (value: number) => string;
  /** A mark of the axis; as `show` unless said. */
  axis?: (value: number) => string;
  height?: number;
  /** Says the sum of a bar too. */
  total?: string;
  pick?: (at: number) => void;
  /** A line across, such as a limit. */
  limit?: { value: number; name: string };
  /** The bar that the cursor stands at before anyone moved it; the last unless said. */
  start?: number;
  /** No room between the bars: each goes on where the one before ended, as a price does. */
  isDense?: boolean;
  /** Where now is, in bars from the left: 3.5 is in the middle of the fourth. */
  now?: number;
  /** A cursor that two charts share. */
  cursor?: Signal<number | null>;
}

const CHAR_WIDE = 7;
const AXIS_LEAST = 54;
const BOTTOM = 22;
const LETTER_HIGH = 15;
const LETTER_WIDE = 11;
const TOP = 8;
const LABEL_WIDE = 46;

export function Bars(props: Props) {
  const { bars, series, height = 220 } = props;
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const own = useSignal<number | null>(null);
  const cursor = props.cursor ?? own;
  const at = cursor.value;
  const setAt = (to: number | null) => (cursor.value = to);
  const [asTable, setAsTable] = useState(false);
  const lines = axisOf(props);
  const left = Math.max(AXIS_LEAST, 12 + CHAR_WIDE * Math.max(...lines.map((value) => (props.axis ?? props.show)(value).length)));
  const shown = Math.min(bars.length - 1, at ?? props.start ?? bars.length - 1);
  const move = (event: PointerEvent) => {
    const rect = (event.currentTarget as Element).getBoundingClientRect();
    const part = (event.clientX - rect.left - left) / Math.max(1, rect.width - left);
    setAt(Math.max(0, Math.min(bars.length - 1, Math.floor(part * bars.length))));
  };
  const key = (event: KeyboardEvent) => {
    const to = { ArrowLeft: shown - 1, ArrowRight: shown + 1, Home: 0, End: bars.length - 1 }[event.key];
    if (to !== undefined) setAt(Math.max(0, Math.min(bars.length - 1, to)));
    else if (event.key === 'Enter' && props.pick) props.pick(shown);
    else return;
    event.preventDefault();
  };
  return (
    <div class="bars">
      <div
        class={`bars-place ${props.pick ? 'picks' : ''}`}
        ref={place}
        style={{ height: `${height}px` }}
        role="application"
        tabIndex={0}
        aria-label={`${props.label}. Arrows move from bar to bar${props.pick ? ', Enter opens one' : ''}.`}
        aria-describedby={`${props.id}-at`}
        onPointerMove={move}
        onPointerDown={move}
        onPointerLeave={(event) => void (event.pointerType === 'mouse' && setAt(null))}
        onKeyDown={key}
        onClick={() => props.pick?.(shown)}
      >
        {width > 0 && <Drawing {...props} lines={lines} left={left} width={width} height={height} at={at} />}
      </div>
      <div class="bars-foot">
        <p id={`${props.id}-at`} class="bars-at" aria-live="polite">
          {bars[shown] && <At bar={bars[shown]} series={series} show={props.show} total={props.total} />}
        </p>
        <button type="button" class="button small" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          Table
        </button>
      </div>
      {asTable && <Table {...props} />}
    </div>
  );
}

const sumOf = (bar: Bar) => bar.values.reduce<number>((all, value) => all + (value ?? 0), 0);
const isKnown = (bar: Bar) => bar.values.some((value) => value !== null);

function At({ bar, series, show, total }: { bar: Bar; series: BarSeries[]; show: (value: number) => string; total: string | undefined }) {
  return (
    <>
      <b>{bar.name}</b>
      {!isKnown(bar) && <span>nothing known</span>}
      {series.map((each, i) => {
        const value = bar.values[i];
        return value === null || value === undefined ? null : (
          <span key={each.name}>
            <i class={each.isHatched ? 'hatched' : ''} style={{ '--tone': `var(--${each.colour})` }} aria-hidden="true" />
            {each.name} <b>{show(value)}</b>
          </span>
        );
      })}
      {total && isKnown(bar) && series.length > 1 && (
        <span>
          {total} <b>{show(sumOf(bar))}</b>
        </span>
      )}
      {bar.note && <small>{bar.note}</small>}
    </>
  );
}

/** The marks of the axis. What hangs below by next to nothing gets no room of its own. */
function axisOf({ bars, limit, height = 220 }: Props): number[] {
  const ends = bars.flatMap((bar) => stack(bar.values).map((piece) => piece.to));
  const high = Math.max(0, limit?.value ?? 0, ...ends);
  const low = Math.min(0, ...ends);
  return marks(-low < high * 0.02 ? 0 : low, high, height < 160 ? 3 : 5);
}

interface DrawingProps extends Props {
  lines: number[];
  left: number;
  width: number;
  height: number;
  at: number | null;
}

function Drawing({ id, bars, series, show, axis = show, limit, isDense, now, lines, left, width, height, at }: DrawingProps) {
  const stacks = bars.map((bar) => stack(bar.values));
  const [low = 0, high = 1] = [lines[0], lines[lines.length - 1]];
  const y = (value: number) => TOP + ((high - value) / (high - low || 1)) * (height - TOP - BOTTOM);
  const slot = (width - left) / Math.max(1, bars.length);
  const gap = isDense ? 0 : Math.min(slot * 0.22, 8);
  const labelled = labelsIn(bars, slot);
  return (
    <svg width={width} height={height} aria-hidden="true">
      <defs>
        {series.map((one, i) => one.isHatched && <Hatch key={i} id={`${id}-${i}`} colour={one.colour} />)}
      </defs>
      {lines.map((value) => (
        <g key={value}>
          <line class={value === 0 ? 'zero' : 'mark'} x1={left} x2={width} y1={y(value)} y2={y(value)} />
          <text x={left - 8} y={y(value) + 4} text-anchor="end">
            {axis(value)}
          </text>
        </g>
      ))}
      {at !== null && <rect class="cursor" x={left + at * slot} width={slot} y={TOP - 4} height={height - TOP - BOTTOM + 4} />}
      {stacks.map((pieces, i) => (
        <g key={i} opacity={0.45 + 0.55 * Math.min(1, bars[i]?.coverage ?? 1)}>
          {pieces.map((piece) => (
            <rect
              key={piece.series}
              x={left + i * slot + gap / 2}
              width={isDense ? slot + 0.5 : Math.max(1, slot - gap)}
              y={y(Math.max(piece.from, piece.to))}
              height={Math.abs(y(piece.from) - y(piece.to))}
              style={{ fill: series[piece.series]?.isHatched ? `url(#${id}-${piece.series})` : `var(--${series[piece.series]?.colour})` }}
            />
          ))}
          {pieces.map((piece) => {
            const letter = series[piece.series]?.letter;
            const isRoom = slot - gap >= LETTER_WIDE && Math.abs(y(piece.from) - y(piece.to)) >= LETTER_HIGH;
            return letter && isRoom ? (
              <text key={piece.series} class="letter" x={left + (i + 0.5) * slot} y={y((piece.from + piece.to) / 2) + 4} text-anchor="middle">
                {letter}
              </text>
            ) : null;
          })}
        </g>
      ))}
      {labelled.map((i) => {
        const x = left + (isDense ? i : i + 0.5) * slot;
        return (
          <text key={i} x={x} y={height - 5} text-anchor={x > width - LABEL_WIDE / 2 ? 'end' : 'middle'}>
            {bars[i]?.label}
          </text>
        );
      })}
      {now !== undefined && <line class="now-line" x1={left + now * slot} x2={left + now * slot} y1={TOP - 4} y2={height - BOTTOM} />}
      {limit && (
        <g class="limit">
          <line x1={left} x2={width} y1={y(limit.value)} y2={y(limit.value)} />
          <text x={width} y={y(limit.value) - 4} text-anchor="end">
            {limit.name}
          </text>
        </g>
      )}
    </svg>
  );
}

/** The bars that have a label, as many as there is room for. */
function labelsIn(bars: Bar[], slot: number): number[] {
  const named = bars.flatMap((bar, i) => (bar.label ? [i] : []));
  const apart = ((named[1] ?? 1) - (named[0] ?? 0)) * slot;
  const each = Math.max(1, Math.ceil(LABEL_WIDE / Math.max(1, apart)));
  const shown = named.filter((_, k) => k % each === 0);
  const wide = (i: number) => (bars[i]?.label.length ?? 0) * CHAR_WIDE;
  const [before = 0, last = 0] = shown.slice(-2);
  // Near the edge the last one ends where its bar is, and must not run into the one before.
  const isMoved = shown.length > 1 && (bars.length - last) * slot < LABEL_WIDE;
  return isMoved && (last - before) * slot < wide(last) + wide(before) / 2 + 4 ? shown.slice(0, -1) : shown;
}

function Hatch({ id, colour }: { id: string; colour: string }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" style={{ fill: `color-mix(in srgb, var(--${colour}) 40%, var(--card))` }} />
      <rect width="3" height="6" style={{ fill: `var(--${colour})` }} />
    </pattern>
  );
}

function Table({ label, bars, series, show, total }: Props) {
  const withTotal = total && series.length > 1;
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={`${label}, as a table`}>
      <table>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {series.map((each) => (
              <th key={each.name} scope="col">
                {each.name}
              </th>
            ))}
            {withTotal && <th scope="col">{total}</th>}
          </tr>
        </thead>
        <tbody>
          {bars.map((bar, i) => (
            <tr key={i}>
              <th scope="row">
                {bar.name} {bar.note && <small>{bar.note}</small>}
              </th>
              {bar.values.map((value, s) => (
                <td key={s}>{value === null ? '–' : show(value)}</td>
              ))}
              {withTotal && <td>{isKnown(bar) ? show(sumOf(bar)) : '–'}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function useWidth(place: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const watch = new ResizeObserver(() => setWidth(element.clientWidth));
    watch.observe(element);
    setWidth(element.clientWidth);
    return () => watch.disconnect();
  }, []);
  return width;
}
