/** Decimal texts such as "3.61", the money of the wire: added and compared without rounding. */
import { Exact } from './exact';

/** The exact sum, with as many decimals as the longest of them. */
export const sum = (texts: readonly string[]) => Exact.sum(texts.map(Exact.of)).toString();

export const negated = (text: string) => Exact.of(text).negated().toString();

export const difference = (text: string, less: string) => Exact.of(text).minus(Exact.of(less)).toString();

/** Below, equal or above zero: -1, 0, 1. */
export const sign = (text: string) => Exact.of(text).sign();

/** Whether a form's text is a decimal as the wire wants it. */
export const isDecimal = (text: string) => /^-?\d+(\.\d+)?$/.test(text.trim());

/** How tall a bar is; never for a sum. */
export const size = (text: string) => Number(text);
