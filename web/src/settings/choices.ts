/** What can be chosen: zones and currencies as the browser knows them, days of the week. */
import type { Weekday } from '../model';

type Supported = (key: 'timeZone' | 'currency') => string[];

/** Browsers that don't tell have none to offer; the server knows them anyway. */
function supported(key: 'timeZone' | 'currency'): string[] {
  const ask = (Intl as { supportedValuesOf?: Supported }).supportedValuesOf;
  return ask ? ask(key) : [];
}

let zonesKnown: string[] | undefined;
export const zones = () => (zonesKnown ??= supported('timeZone'));

export function currencies(): { code: string; name: string }[] {
  const names = new Intl.DisplayNames(undefined, { type: 'currency' });
  return supported('currency').map((code) => ({ code, name: names.of(code) ?? code }));
}

const DAYS: Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const A_MONDAY = Date.UTC(2026, 0, 5);

export function weekdays(): { value: string; name: string }[] {
  const format = new Intl.DateTimeFormat(undefined, { weekday: 'long', timeZone: 'UTC' });
  return DAYS.map((value, i) => ({ value, name: format.format(A_MONDAY + i * 86_400_000) }));
}

export const demandLengths = () => [15, 30, 60].map((minutes) => ({ value: String(minutes), name: `${minutes} minutes` }));
