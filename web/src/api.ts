/** Requests to the server. A failure is a `Failure` with a sentence that can be shown. */
import { signal } from '@preact/signals';
import type {
  BalanceAnswer,
  Bill,
  BillPreview,
  By,
  CarbonAnswer,
  Correction,
  DemandAnswer,
  EnergyAnswer,
  EnergyBucket,
  Exchange,
  Judgement,
  Meter,
  PricesAnswer,
  ProfileAnswer,
  Reading,
  Series,
  Site,
  Tariff,
  TariffListed,
} from './model';

const TOKEN = 'wattsocket.token';

export const token = signal(read(TOKEN));
/** Whether the server asks for a token that we do not have. */
export const locked = signal(false);

export class Failure extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export function setToken(secret: string): void {
  token.value = secret;
  locked.value = false;
  try {
    localStorage.setItem(TOKEN, secret);
  } catch {
    // Private windows keep nothing; the token lasts as long as the page.
  }
}

function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

type Params = Record<string, string | number | boolean | undefined>;

async function send<T>(method: string, path: string, params: Params, body: unknown, abort?: AbortSignal): Promise<T> {
  const headers: Record<string, string> = token.value ? { Authorization: `Bearer ${token.value}` } : {};
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(addressOf(path, params), {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(abort ? { signal: abort } : {}),
    });
  } catch (cause) {
    if (abort?.aborted) throw cause;
    throw new Failure(0, 'The server does not answer.');
  }
  if (response.status === 401) locked.value = true;
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as { detail?: string };
    throw new Failure(response.status, problem.detail ?? response.statusText);
  }
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

const get = <T>(path: string, params: Params, abort?: AbortSignal) => send<T>('GET', path, params, undefined, abort);

/** The address of a request; with format=csv or parquet it is a file to be saved. */
export function addressOf(path: string, params: Params): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined) query.set(name, String(typeof value === 'number' ? Math.round(value) : value));
  }
  return `/api/v1${path}${query.size > 0 ? `?${query}` : ''}`;
}

/** A figure as a file: asked for with the token, then handed to the browser. */
export async function download(path: string, params: Params, name: string): Promise<void> {
  const headers: Record<string, string> = token.value ? { Authorization: `Bearer ${token.value}` } : {};
  const response = await fetch(addressOf(path, params), { headers });
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as { detail?: string };
    throw new Failure(response.status, problem.detail ?? response.statusText);
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

const id = encodeURIComponent;

export const sites = () => get<{ sites: Site[] }>('/sites', {}).then((answer) => answer.sites);

export const meters = (site: string) =>
  get<{ meters: Meter[] }>('/meters', { site }).then((answer) => answer.meters);

export interface SentMessage {
  received: number;
  wire: string;
  text: string;
  refused: { channel: string; reason: string; detail: string }[];
}

export const messages = (meter: string) =>
  get<{ messages: SentMessage[] }>(`/meters/${id(meter)}/messages`, {}).then(
    (answer) => answer.messages,
  );

export const energy = (meter: string, from: number, to: number, by: string) =>
  get<{ buckets: EnergyBucket[] }>('/energy', { meter, from: Math.round(from), to: Math.round(to), by }).then(
    (answer) => answer.buckets,
  );

export const history = (series: string[], from: number, to: number, px: number, abort?: AbortSignal) =>
  get<{ from: number; to: number; series: Series[] }>(
    '/history',
    { series: series.join(','), from: Math.round(from), to: Math.round(to), px },
    abort,
  );

export interface SiteChange extends Partial<Omit<Site, 'id'>> {}
export const putSite = (site: string, change: SiteChange) => send<Site>('PUT', `/sites/${id(site)}`, {}, change);

export interface MeterChange extends Partial<Pick<Meter, 'name' | 'role' | 'parent' | 'max_power' | 'modulus' | 'max_gap_ms' | 'formula' | 'site'>> {}
export const putMeter = (meter: string, change: MeterChange) => send<Meter>('PUT', `/meters/${id(meter)}`, {}, change);
export const deleteMeter = (meter: string) => send<void>('DELETE', `/meters/${id(meter)}`, {}, undefined);

/** Energy of many meters in one answer. */
export const energies = (meters: string[], from: number, to: number, by: By, abort?: AbortSignal) =>
  get<EnergyAnswer>('/energy', { meters: meters.join(','), from, to, by }, abort);

export const balance = (site: string, from: number, to: number, by: By, abort?: AbortSignal) =>
  get<BalanceAnswer>('/balance', { site, from, to, by }, abort);

export interface DemandWish {
  intervals?: boolean;
  /** Points of the load duration curve. */
  duration?: number;
}
export const demand = (meter: string, from: number, to: number, wish: DemandWish = {}, abort?: AbortSignal) =>
  get<DemandAnswer>('/demand', { meter, from, to, ...wish }, abort);

export const profile = (meter: string, from: number, to: number, abort?: AbortSignal) =>
  get<ProfileAnswer>('/profile', { meter, from, to }, abort);

export const bill = (site: string, from: number, to: number, tariff?: string, abort?: AbortSignal) =>
  get<Bill>('/bill', { site, from, to, tariff }, abort);

/** What another tariff would have cost: one that is known by its id, or one that is being written. */
export const previewBill = (site: string, from: number, to: number, other: Tariff | string, abort?: AbortSignal) =>
  send<BillPreview>('POST', '/bill/preview', {}, { site, from: Math.round(from), to: Math.round(to), ...(typeof other === 'string' ? { tariff_id: other } : { tariff: other }) }, abort);

export const prices = (site: string, from: number, to: number, abort?: AbortSignal) => get<PricesAnswer>('/prices', { site, from, to }, abort);

export const carbon = (site: string, from: number, to: number, by: By, abort?: AbortSignal) =>
  get<CarbonAnswer>('/carbon', { site, from, to, by }, abort);

export interface NodeStatus {
  id: string;
  address: string;
  version: string;
  started: number;
  age_ms: number;
  silent: boolean;
  sockets: number;
  values_stored: number;
  bus_lag_ms: number | null;
  settles: boolean;
  trouble: string;
}

export interface Status {
  status: 'ok' | 'failed';
  reason: string;
  nodes: NodeStatus[];
}

export const status = (abort?: AbortSignal) => get<Status>('/status', {}, abort);

export const tariffs = () => get<{ tariffs: TariffListed[] }>('/tariffs', {}).then((answer) => answer.tariffs);
export const tariff = (which: string) => get<Tariff>(`/tariffs/${id(which)}`, {});
export const putTariff = (which: string, body: Tariff) => send<Tariff>('PUT', `/tariffs/${id(which)}`, {}, body);
export const deleteTariff = (which: string) => send<void>('DELETE', `/tariffs/${id(which)}`, {}, undefined);

export const judgements = (meter: string, from: number, to: number, abort?: AbortSignal) =>
  get<{ judgements: Judgement[] }>(`/meters/${id(meter)}/judgements`, { from, to }, abort).then((answer) => answer.judgements);

/** What is stored of a channel, in order of time. */
export const readings = (meter: string, channel: string, from: number, to: number, abort?: AbortSignal) =>
  get<{ readings: Reading[] }>('/readings', { meter, channel, from, to }, abort).then((answer) =>
    answer.readings.flatMap((reading) => {
      const value = reading[channel];
      return typeof value === 'number' ? [{ time: reading.time, value }] : [];
    }),
  );

export const exchanges = (meter: string) =>
  get<{ exchanges: Exchange[] }>(`/meters/${id(meter)}/exchanges`, {}).then((answer) => answer.exchanges);
export const postExchange = (meter: string, body: Pick<Exchange, 'channel' | 'time' | 'end_value' | 'start_value' | 'note'>) =>
  send<Exchange>('POST', `/meters/${id(meter)}/exchanges`, {}, { ...body, note: body.note || undefined });
export const undoExchange = (meter: string, which: number) =>
  send<void>('DELETE', `/meters/${id(meter)}/exchanges/${which}`, {}, undefined);

export const corrections = (meter: string) =>
  get<{ corrections: Correction[] }>(`/meters/${id(meter)}/corrections`, {}).then((answer) => answer.corrections);
/** Another value for a reading; null deletes it. */
export const postCorrection = (meter: string, body: { channel: string; time: number; value: number | null; note: string }) =>
  send<Correction>('POST', `/meters/${id(meter)}/corrections`, {}, { ...body, note: body.note || undefined });
export const undoCorrection = (meter: string, which: number) =>
  send<void>('DELETE', `/meters/${id(meter)}/corrections/${which}`, {}, undefined);
