/**
 * What is live: the newest values of the site that is looked at. Messages write into plain maps;
 * one animation frame turns them into signals, bars up to ten times a second, digits up to three.
 */
import { signal } from '@preact/signals';
import * as api from '../api';
import type { Message, Meter, Reading, Site } from '../model';
import { homePower, layers, type Powers } from './balance';
import { recall, remember } from './cache';
import { figures, forgetFigures, takeFigures } from './figures';
import { hello, link, Link, serverNow } from './link';
import { Steps } from './steps';
import { backfill, trace } from './trace';

const DIGITS_EACH = 330;
const BARS_EACH = 100;
const AGES_EACH = 1_000;
const REMEMBER_EACH = 10_000;
/** A meter that sends each 20 s or slower makes a slow site: its trace is wider. */
const SLOW = 20_000;

export interface Value {
  time: number;
  value: number;
  interval: number;
}

export const sites = signal<Site[]>([]);
export const site = signal<Site | null>(null);
export const meters = signal<Meter[]>([]);
/** Why the meters can't be shown; empty where they can. */
export const trouble = signal('');
/** The meters are known; before that what is shown is what was seen last. */
export const loaded = signal(false);
/** Move with the values. */
export const bars = signal(0);
export const digits = signal(0);
export const paused = signal(false);
export const steps = new Steps();

const values = new Map<string, Map<string, Value>>();
let scheduled = false;
let barsAt = 0;
let digitsAt = 0;
let rememberedAt = 0;
let wasDemo = false;

const line = new Link(take);
// What is silent grows old on screen too.
setInterval(moved, AGES_EACH);

/** The newest value of a channel. */
export function live(meter: string, channel: string): Value | undefined {
  return values.get(meter)?.get(channel);
}

export function channelsOf(meter: string): Map<string, Value> {
  return values.get(meter) ?? new Map();
}

/** The newest time at which a meter measured anything; undefined for one that never did. */
export function lastTime(meter: string): number | undefined {
  let time: number | undefined;
  for (const value of channelsOf(meter).values()) {
    const at = value.time + value.interval;
    if (time === undefined || at > time) time = at;
  }
  return time;
}

/** The home's balance now, from what is live. */
export function balance(): Powers {
  return homePower(meters.value, (meter) => live(meter, 'power')?.value);
}

/** Whether a value is older than its meter's usual step allows. */
export function isStale(meter: Meter, value: Value | undefined = live(meter.id, 'power')): boolean {
  if (!value) return true;
  const period = Math.max(meter.period ?? 0, value.interval);
  return serverNow() - (value.time + value.interval) > Math.max(5_000, period * 3);
}

export function isSlow(): boolean {
  const main = meters.value.find((meter) => meter.role === 'grid') ?? meters.value[0];
  return !!main && Math.max(main.period ?? 0, live(main.id, 'power')?.interval ?? 0) >= SLOW;
}

/** How far back the trace reaches: minutes for what speaks often, an hour and a half for the rest. */
export const traceSpan = () => (isSlow() ? 90 : 5) * 60_000;

/** Begins: what was seen last, at once, then the site that is wanted, or else the first. */
export async function open(wanted: string | null): Promise<void> {
  // The line opens meanwhile: whether this is a demo is known when the first picture is drawn.
  line.now();
  const seen = recall();
  if (seen && (!wanted || seen.site.id === wanted) && !site.value) {
    site.value = seen.site;
    meters.value = seen.meters;
    forgetFigures(seen.figures);
    wasDemo = seen.demo ?? false;
    newest(seen.meters);
    moved();
  }
  try {
    sites.value = await api.sites();
  } catch (cause) {
    trouble.value = cause instanceof Error ? cause.message : String(cause);
    return;
  }
  const chosen = sites.value.find((each) => each.id === wanted) ?? sites.value[0];
  if (chosen) await look(chosen);
}

/** Looks at another site. */
export async function look(at: Site): Promise<void> {
  if (site.value?.id !== at.id) {
    values.clear();
    meters.value = [];
    forgetFigures();
    loaded.value = false;
  }
  trace.clear();
  steps.clear();
  site.value = at;
  document.title = `${at.name} · Wattsocket`;
  await loadMeters();
  line.start(at.id);
}

/** Takes a site as it is now: somebody changed its settings. */
export function adopt(changed: Site): void {
  sites.value = sites.value.map((each) => (each.id === changed.id ? changed : each));
  if (site.value?.id !== changed.id) return;
  site.value = changed;
  document.title = `${changed.name} · Wattsocket`;
}

export async function loadMeters(): Promise<void> {
  const at = site.value;
  if (!at) return;
  try {
    const list = await api.meters(at.id);
    if (site.value?.id !== at.id) return;
    meters.value = list;
    trouble.value = '';
    newest(list);
    loaded.value = true;
    const to = serverNow();
    void backfill(list, to - traceSpan(), to, () => site.value?.id === at.id).then(moved);
  } catch (cause) {
    trouble.value = cause instanceof Error ? cause.message : String(cause);
  }
}

/** Asks for the meters' counts again. */
export async function refreshMeters(): Promise<void> {
  const at = site.value;
  const list = at && (await api.meters(at.id).catch(() => undefined));
  if (list && site.value?.id === at.id) meters.value = list;
}

function newest(list: Meter[]): void {
  for (const meter of list) {
    for (const channel of meter.channels) {
      const interval = channel.kind === 'interval' ? (meter.period ?? 60_000) : 0;
      // What was pushed meanwhile is newer than an answer.
      if (channel.last && (live(meter.id, channel.name)?.time ?? -Infinity) <= channel.last.time) put(meter.id, channel.name, { ...channel.last, interval });
    }
  }
}

function put(meter: string, channel: string, value: Value): void {
  let channels = values.get(meter);
  if (!channels) {
    channels = new Map();
    values.set(meter, channels);
  }
  channels.set(channel, value);
}

/** After a correction: what the channel says now, which may be older than before, or nothing. */
export async function reread(meter: string, channel: string): Promise<void> {
  const at = site.value;
  const list = at && (await api.meters(at.id));
  if (!list || site.value?.id !== at.id) return;
  values.get(meter)?.delete(channel);
  meters.value = list;
  newest(list);
  moved();
}

function take(message: Message): void {
  if (message.type === 'hello' && trouble.value && !loaded.value) void (site.value ? loadMeters() : open(null));
  if (message.type === 'figures') {
    if (!paused.value) takeFigures(message, site.value);
    return;
  }
  if (message.type !== 'snapshot' && message.type !== 'readings') return;
  const known = new Set(meters.value.map((meter) => meter.id));
  let isNew = false;
  let time = -Infinity;
  for (const reading of message.readings) {
    apply(reading);
    isNew ||= !known.has(reading.meter);
    if (typeof reading['power'] === 'number') time = Math.max(time, reading.time + (reading.interval_ms ?? 0));
  }
  const isFresh = message.type === 'snapshot' && (message.resumed === false || time - trace.lastTime > traceSpan() / 60);
  if (isFresh && trace.size > 0) trace.clear();
  const row = layers(balance());
  if (row && time > -Infinity) trace.push(time, ...row);
  if (loaded.value && (isNew || isFresh)) void loadMeters();
  moved();
}

function apply(reading: Reading): void {
  const interval = reading.interval_ms ?? 0;
  for (const [name, value] of Object.entries(reading)) {
    if (typeof value === 'number' && name !== 'time' && name !== 'interval_ms') {
      // What is pushed is the newest there is, even with an older time: then the one after it was deleted.
      put(reading.meter, name, { time: reading.time, value, interval });
    }
  }
  const role = meters.value.find((meter) => meter.id === reading.meter)?.role;
  if ((role === 'load' || role === 'ev') && typeof reading['power'] === 'number') {
    steps.take(reading.meter, reading.time, reading['power']);
  }
}

function moved(): void {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(flush);
}

function flush(now: number): void {
  scheduled = false;
  if (paused.value) return;
  const isBars = now - barsAt >= BARS_EACH;
  const isDigits = now - digitsAt >= DIGITS_EACH;
  if (isBars) {
    barsAt = now;
    bars.value++;
  }
  if (isDigits) {
    digitsAt = now;
    digits.value++;
  }
  // What came too soon after the last drawing is drawn as soon as it may.
  if (!isBars || !isDigits) moved();
  if (now - rememberedAt > REMEMBER_EACH) {
    rememberedAt = now;
    keep();
  }
}

function keep(): void {
  const at = site.value;
  if (!at || !loaded.value) return;
  const list = meters.value.map((meter) => ({
    ...meter,
    channels: meter.channels.map((channel) => {
      const value = live(meter.id, channel.name);
      return value ? { ...channel, last: { time: value.time, value: value.value } } : channel;
    }),
  }));
  remember({ site: at, meters: list, figures: figures.value, demo: isDemo() });
}

/** Signs in again with another token. */
export function signIn(secret: string): void {
  api.setToken(secret);
  line.restart();
  void open(site.value?.id ?? null);
}

/** Whether what is shown is a demonstration. */
export const isDemo = () => hello.value?.demo ?? wasDemo;

/** Whether there is enough to draw: what was kept, or the meters and the server's first word. */
export const isKnown = () => meters.value.length > 0 && (!loaded.value || hello.value !== null || link.value.name === 'waiting');
