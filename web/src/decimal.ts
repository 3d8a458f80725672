/** Decimal texts such as "3.61", the money of the wire: added and compared without rounding. */

interface Scaled {
  units: bigint;
  digits: number;
}

function parse(text: string): Scaled {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text.trim());
  if (!match) throw new Error(`not a decimal text: ${text}`);
  const [, sign = '', whole = '0', part = ''] = match;
  const units = BigInt(whole + part);
  return { units: sign ? -units : units, digits: part.length };
}

function textOf({ units, digits }: Scaled): string {
  const sign = units < 0n ? '-' : '';
  const figures = (units < 0n ? -units : units).toString().padStart(digits + 1, '0');
  if (digits === 0) return sign + figures;
  return `${sign}${figures.slice(0, -digits)}.${figures.slice(-digits)}`;
}

/** The exact sum, with as many decimals as the longest of them. */
export function sum(texts: readonly string[]): string {
  const all = texts.map(parse);
  const digits = Math.max(0, ...all.map((each) => each.digits));
  const units = all.reduce((total, each) => total + each.units * 10n ** BigInt(digits - each.digits), 0n);
  return textOf({ units, digits });
}

export function negated(text: string): string {
  const { units, digits } = parse(text);
  return textOf({ units: -units, digits });
}

export const difference = (text: string, less: string) => sum([text, negated(less)]);

/** Below, equal or above zero: -1, 0, 1. */
export function sign(text: string): -1 | 0 | 1 {
  const { units } = parse(text);
  return units < 0n ? -1 : units > 0n ? 1 : 0;
}

/** Whether a form's text is a decimal as the wire wants it. */
export const isDecimal = (text: string) => /^-?\d+(\.\d+)?$/.test(text.trim());

/** How tall a bar is; never for a sum. */
export const size = (text: string) => Number(text);
