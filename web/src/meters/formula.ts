/** A virtual meter's formula: "grid + solar - ev", read as the server reads it. */
import type { Meter } from '../model';

export interface Term {
  meter: string;
  sign: 1 | -1;
}

export type Read = { terms: Term[]; trouble: '' } | { terms: []; trouble: string };

const FORM = 'A formula is meters with + or - between them and a space on each side of it, such as grid + solar - ev';

/** The terms of a formula, or why it is none. `self` is the meter whose formula it is. */
export function read(text: string, meters: Meter[], site: string, self = ''): Read {
  const words = text.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return wrong(`${FORM}.`);
  if (words[0] !== '+' && words[0] !== '-') words.unshift('+');
  const terms: Term[] = [];
  for (let i = 0; i < words.length; i += 2) {
    const sign = words[i];
    const id = words[i + 1];
    if (sign !== '+' && sign !== '-') return wrong(`${FORM}: ${sign} is no sign.`);
    if (id === undefined) return wrong(`After ${sign} comes a meter.`);
    const meter = meters.find((each) => each.id === id);
    if (!meter || meter.site !== site) return wrong(`There is no meter ${id} at this site.`);
    if (meter.virtual || id === self) return wrong(`${meter.name} is a sum itself: name the meters that it sums.`);
    if (terms.some((term) => term.meter === id)) return wrong(`${meter.name} is in it twice.`);
    terms.push({ meter: id, sign: sign === '-' ? -1 : 1 });
  }
  return { terms, trouble: '' };
}

const wrong = (trouble: string): Read => ({ terms: [], trouble });

/** The formula with a meter added to it, subtracted, or taken out again. */
export function withTerm(text: string, meter: string, sign: 1 | -1): string {
  const words = text.trim().split(/\s+/).filter(Boolean);
  const at = words.indexOf(meter);
  if (at >= 0) words.splice(Math.max(0, at - 1), at > 0 ? 2 : 1);
  if (words[0] === '+') words.shift();
  if (words.length === 0) return sign > 0 ? meter : `- ${meter}`;
  return [...words, sign > 0 ? '+' : '-', meter].join(' ');
}

/** What the formula is now; undefined as long as one of its meters has not spoken. */
export function total(terms: Term[], power: (meter: string) => number | undefined): number | undefined {
  let sum = 0;
  for (const term of terms) {
    const watts = power(term.meter);
    if (watts === undefined) return undefined;
    sum += term.sign * watts;
  }
  return sum;
}
