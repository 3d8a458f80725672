/** Requests to the server. A failure is a `Failure` with a sentence that can be shown. */
import { signal } from '@preact/signals';
import type { EnergyBucket, Meter, Series, Site } from './model';

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

async function get<T>(path: string, params: Record<string, string | number>, abort?: AbortSignal): Promise<T> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) query.set(name, String(value));
  const headers: Record<string, string> = token.value ? { Authorization: `Bearer ${token.value}` } : {};
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}?${query}`, { headers, ...(abort ? { signal: abort } : {}) });
  } catch (cause) {
    if (abort?.aborted) throw cause;
    throw new Failure(0, 'The server does not answer.');
  }
  if (response.status === 401) locked.value = true;
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as { detail?: string };
    throw new Failure(response.status, problem.detail ?? response.statusText);
  }
  return (await response.json()) as T;
}

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
  get<{ messages: SentMessage[] }>(`/meters/${encodeURIComponent(meter)}/messages`, {}).then(
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
