/** The difference to what a view is compared with, in words and numbers. */
import type { Calendar } from '../calendar';
import * as decimal from '../decimal';
import { energy, joined, money, percent } from '../format';
import { DAY, HOUR, unitOf } from '../stretches';
import { difference, isUnlike, nameOf } from './compare';
import { MEASURED_WHOLE, paidFor } from './energy';
import type { Line } from './lines';
import type { Picture } from './picture';

interface WordsProps {
  picture: Picture;
  lead: Line | undefined;
  calendar: Calendar;
  currency: string;
}

/** One sentence: how much more or less, in energy and in money, than what. */
export function AgainstWords({ picture, lead, calendar, currency }: WordsProps) {
  const { ghost, totals } = picture;
  if (!ghost) return null;
  const other = nameOf(ghost.range, calendar);
  const [now, then] = [lead && totals.get(lead.id), lead && ghost.totals.get(lead.id)];
  if (!lead || !now || !then) return <p class="against-words">Compared with {other}: no energy is known of it.</p>;
  if (then.coverage === 0) return <p class="against-words">Nothing was measured then: {other}.</p>;
  const isOpen = ghost.range.until < ghost.range.end;
  if (isUnlike(now, then)) {
    return (
      <p class="against-words">
        <i class="ghost-mark" aria-hidden="true" />
        <b>
          {lead.name} {joined(energy(now.in))}
        </b>
        . Too little is known to compare it with {other}
        {isOpen && ' until the same time'}: {percent(now.coverage)} of this and {percent(then.coverage)} of the other was measured ({joined(energy(then.in))}).
      </p>
    );
  }
  const { by, part, word } = difference(now.in, then.in);
  const [paid, paidThen] = [paidFor(lead, now), paidFor(lead, then)];
  return (
    <p class="against-words">
      <i class="ghost-mark" aria-hidden="true" />
      <b>
        {lead.name} {joined(energy(now.in))}:{' '}
        {word === 'as much' ? 'as much as' : `${joined(energy(Math.abs(by)))}${part === undefined ? '' : ` (${percent(Math.abs(part))})`} ${word} than`}
      </b>{' '}
      {other}
      {isOpen && ' until the same time'} ({joined(energy(then.in))})
      {paid !== null && paidThen !== null && <>; {moneyWords(paid, paidThen, currency)}</>}.{' '}
      <small>{notes(picture, calendar, now.coverage, then.coverage)}</small>
    </p>
  );
}

function moneyWords(now: string, then: string, currency: string): string {
  const by = decimal.difference(now, then);
  const sign = decimal.sign(by);
  if (sign === 0) return `the same ${money(now, currency)}`;
  return `${money(by.replace(/^-/, ''), currency)} ${sign > 0 ? 'more' : 'less'}, ${money(now, currency)} against ${money(then, currency)}`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const daysWords = (days: number) => `The other has ${Math.abs(days) === 1 ? 'a day' : `${Math.abs(days)} days`} ${days > 0 ? 'more' : 'less'}.`;

/** What makes the two unlike: an hour more or less, days, and what was not measured. */
function notes(picture: Picture, calendar: Calendar, now: number, then: number): string {
  const { range, shift } = picture.ghost ?? { range: { start: 0, end: 0 }, shift: { unit: 'millis' } };
  const unlike = range.end - range.start - (picture.to - picture.from);
  const all: string[] = [];
  if (shift.unit !== 'millis' && Math.abs(unlike) >= DAY / 2) all.push(daysWords(Math.round(unlike / DAY)));
  else if (unitOf(range, calendar) === 'day' && unlike !== 0) all.push(`The other has ${(range.end - range.start) / HOUR} hours: clocks changed.`);
  if (then < MEASURED_WHOLE) all.push(`of the other ${percent(then)} was measured.`);
  else if (now < MEASURED_WHOLE) all.push(`of this one ${percent(now)} was measured.`);
  return all.map(capital).join(' ');
}
