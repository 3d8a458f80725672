/**
 * The one WebSocket: connects, signs in, subscribes, and comes back by itself, from where it left
 * off. Knows nothing of what the readings mean.
 */
import { computed, signal } from '@preact/signals';
import { locked, token } from '../api';
import type { Hello, Message } from '../model';

export type LinkState =
  | { name: 'connecting' }
  | { name: 'open' }
  | { name: 'waiting'; attempt: number; since: number };

const BACKOFF_FIRST = 500;
const BACKOFF_MOST = 15_000;
const RATE = 10;
/** Without any message for this long the line is taken for dead: heartbeats come each 2 s. */
const SILENT = 8_000;
const PING_EACH = 10_000;
/** A page that nobody has looked at for this long lets go of its line. */
const HIDDEN_MOST = 60_000;

export const link = signal<LinkState>({ name: 'connecting' });
export const hello = signal<Hello | null>(null);
/** The build of the server that this page came from; another one means a newer page. */
export const newBuild = signal(false);
/** When the last message came, by our clock. */
export const lastMessage = signal(0);
/** The servers can't reach each other: what others take in comes late. */
export const degraded = signal(false);
export const roundTrip = signal<number | null>(null);
/** The server's clock minus ours, in milliseconds. */
export const clockDifference = signal(0);
/** Nobody waits for the server's clock for longer than this. */
const CLOCK_PATIENCE = 2_000;
const impatient = signal(false);
setTimeout(() => (impatient.value = true), CLOCK_PATIENCE);
/** Whether it is known what time it is, or there is no hope of it: a browser's clock may be years off. */
export const isTimed = computed(() => hello.value !== null || link.value.name === 'waiting' || impatient.value);

/** The server's time now. */
export const serverNow = () => Date.now() + clockDifference.value;

export class Link {
  private socket: WebSocket | null = null;
  private site = '';
  private position: string | undefined;
  private attempt = 0;
  private lostAt = 0;
  private timer = 0;
  private build = '';
  private pinged = 0;
  private hiddenAt = Infinity;

  constructor(private readonly onMessage: (message: Message) => void) {
    setInterval(() => this.watch(), 1_000);
    addEventListener('online', () => this.now());
    document.addEventListener('visibilitychange', () => {
      this.hiddenAt = document.hidden ? Date.now() : Infinity;
      if (!document.hidden) this.now();
    });
  }

  /** Connects; with a site it watches that one. */
  start(site: string): void {
    if (this.site !== site) {
      this.site = site;
      this.position = undefined;
    }
    if (this.socket?.readyState === WebSocket.OPEN) this.subscribe();
    else this.now();
  }

  /** Connects at once, where no connection is there or on its way. */
  now(): void {
    const state = this.socket?.readyState;
    if (state === WebSocket.OPEN || state === WebSocket.CONNECTING) return;
    clearTimeout(this.timer);
    this.connect();
  }

  /** Connects again from the start, as somebody else perhaps. */
  restart(): void {
    const old = this.socket;
    this.socket = null;
    old?.close();
    this.position = undefined;
    this.now();
  }

  private connect(): void {
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws/energy/`);
    this.socket = socket;
    socket.onopen = () => {
      if (token.value) socket.send(JSON.stringify({ type: 'auth', token: token.value }));
      if (this.site) this.subscribe();
    };
    socket.onmessage = (event) => this.take(JSON.parse(event.data as string) as Message);
    socket.onclose = (event) => this.lost(socket, event.code);
  }

  private subscribe(): void {
    this.socket?.send(
      JSON.stringify({
        type: 'subscribe',
        id: this.site,
        site: this.site,
        max_rate: RATE,
        figures: true,
        ...(this.position ? { since: this.position } : {}),
      }),
    );
  }

  private take(message: Message): void {
    lastMessage.value = Date.now();
    if (message.type === 'hello') this.welcome(message);
    if (message.type === 'heartbeat') clockDifference.value = message.time - Date.now();
    if (message.type === 'status') degraded.value = message.degraded;
    if (message.type === 'pong') {
      roundTrip.value = performance.now() - this.pinged;
      clockDifference.value = message.time - Date.now() + roundTrip.value / 2;
    }
    if ((message.type === 'snapshot' || message.type === 'readings' || message.type === 'figures') && message.sub !== this.site) return;
    if ('position' in message && message.position) this.position = message.position;
    this.onMessage(message);
  }

  private welcome(message: Hello): void {
    this.attempt = 0;
    clockDifference.value = message.time - Date.now();
    degraded.value = false;
    if (this.build && this.build !== message.build) newBuild.value = true;
    this.build = message.build;
    hello.value = message;
    link.value = { name: 'open' };
    locked.value = false;
    this.ping();
  }

  private lost(socket: WebSocket, code: number): void {
    if (socket !== this.socket) return;
    if (code === 4401) locked.value = true;
    if (link.value.name !== 'waiting') this.lostAt = Date.now();
    this.attempt++;
    link.value = { name: 'waiting', attempt: this.attempt, since: this.lostAt };
    const most = Math.min(BACKOFF_MOST, BACKOFF_FIRST * 2 ** (this.attempt - 1));
    // Spread, so that a thousand pages do not come back in the same instant.
    this.timer = window.setTimeout(() => this.connect(), most * (0.5 + Math.random() / 2));
  }

  private ping(): void {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    this.pinged = performance.now();
    this.socket.send(JSON.stringify({ type: 'ping', id: 1 }));
  }

  private watch(): void {
    if (Date.now() - this.hiddenAt > HIDDEN_MOST) {
      this.sleep();
      return;
    }
    const silent = Date.now() - lastMessage.value;
    if (this.socket?.readyState === WebSocket.OPEN && silent > SILENT && !document.hidden) {
      const dead = this.socket;
      dead.close();
      this.lost(dead, 1006);
    } else if (performance.now() - this.pinged > PING_EACH) {
      this.ping();
    }
  }

  /** Lets go until somebody looks again; that one gets a fresh picture, not a film of the pause. */
  private sleep(): void {
    clearTimeout(this.timer);
    const old = this.socket;
    this.socket = null;
    old?.close();
    this.position = undefined;
    link.value = { name: 'connecting' };
  }
}
