/** What a bar says: its name, and each line's energy and money, beside those of the bar that it is compared with. */
import { energy, joined, MISSING, money, percent } from '../format';
import { Was } from './chips';
import { difference, isUnlike } from './compare';
import { coverageAt, earnedFor, hasOut, MEASURED_WHOLE, paidFor, wordOf, type Amount } from './energy';
import type { Line } from './lines';
import type { Picture } from './picture';
import { barName } from './bar-ticks';

/** The name of the bar that the cursor stands at, or of all of them, and what must be known of it. */
export function headOf(picture: Picture, place: number | null, name: string, zone: string): { text: string; notes: string[] } {
  const { energies } = picture;
  const bar = place === null ? undefined : energies?.bars[place];
  if (!energies || !bar || place === null) return { text: name, notes: measured(leastCoverage(picture)) };
  const isOpen = bar.start < energies.until && energies.until < bar.end;
  const isAhead = bar.start >= energies.until;
  return { text: barName(bar, energies.by, zone), notes: [...(isOpen ? ['so far'] : []), ...(isAhead ? ['yet to come'] : measured(coverageAt(energies, place) ?? 0))] };
}

const leastCoverage = (picture: Picture) => Math.min(1, ...[...picture.totals.values()].map((each) => each.coverage));

function measured(part: number): string[] {
  if (part >= MEASURED_WHOLE) return [];
  return [part <= 0 ? 'nothing measured' : `${percent(Math.min(0.99, part))} measured`];
}

interface Props {
  picture: Picture;
  line: Line;
  place: number | null;
  currency: string;
}

const amountAt = ({ energies, totals }: Picture, line: Line, place: number | null) =>
  place === null ? totals.get(line.id) : energies?.amounts.get(line.id)?.[place];

export function Amounts({ picture, line, place, currency }: Props) {
  const amount = amountAt(picture, line, place);
  if (!amount) return <b class="line-value">{MISSING}</b>;
  const then = ghostAmount(picture, line, place);
  return (
    <>
      <Side wh={amount.in} money={paidFor(line, amount)} currency={currency} word={wordOf(line, 'in')} />
      {hasOut(line, picture.energies) && <Side wh={amount.out} money={earnedFor(line, amount)} currency={currency} word={wordOf(line, 'out')} />}
      {picture.ghost && <Was text={then ? `${joined(energy(then.in))}${isUnlike(amount, then) ? '' : change(amount.in, then.in)}` : isMissing(picture, place) ? 'no such time then' : 'nothing known'} />}
    </>
  );
}

function Side({ wh, money: amount, currency, word }: { wh: number; money: string | null; currency: string; word: string }) {
  return (
    <span class="line-side">
      {word && <small>{word}</small>}
      <b class="line-value">{joined(energy(wh))}</b>
      {amount !== null && <span class="line-money">{money(amount, currency)}</span>}
    </span>
  );
}

function change(now: number, then: number): string {
  const { part, word } = difference(now, then);
  if (word === 'as much' || part === undefined) return '';
  return `, ${percent(Math.abs(part))} ${word}`;
}

/** Whether the other stretch has no bar for this one: an hour that came twice, a day more. */
const isMissing = ({ ghost }: Picture, place: number | null) => place !== null && ghost?.places[place] === undefined;

function ghostAmount(picture: Picture, line: Line, place: number | null): Amount | undefined {
  const { ghost } = picture;
  if (place === null) return ghost?.totals.get(line.id);
  const there = ghost?.places[place];
  return there === undefined ? undefined : ghost?.energies?.amounts.get(line.id)?.[there];
}

/** The same in one sentence. */
export function spokenOf(picture: Picture, line: Line, place: number | null, currency: string): string {
  const amount = amountAt(picture, line, place);
  if (!amount) return 'not known';
  const side = (word: string, wh: number, paid: string | null) => `${word} ${joined(energy(wh))}${paid === null ? '' : ` ${money(paid, currency)}`}`;
  const sides = [side(wordOf(line, 'in'), amount.in, paidFor(line, amount))];
  if (hasOut(line, picture.energies)) sides.push(side(wordOf(line, 'out'), amount.out, earnedFor(line, amount)));
  return sides.join(' and ');
}
