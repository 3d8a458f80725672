/**
 * Writes what is live into the rows that are seen: bars up to ten times a second, digits up to three.
 * A thousand rows are never drawn anew for that.
 */
import { effect } from '@preact/signals';
import { age, joined, power, spoken } from '../format';
import { serverNow } from '../live/link';
import { bars, digits, isStale, lastTime, live, meters } from '../live/store';
import type { Meter } from '../model';
import { stateOf, type State } from './tree';

export interface Live {
  watts: number | undefined;
  state: State;
  /** "on", or how long it has been silent. */
  words: string;
}

const WORDS: Record<State, string> = { on: 'on', standby: 'standby', off: 'off', silent: 'silent' };

/** What a circuit takes now; undefined where it has fallen silent: what it took then is not known to be taken now. */
export function wattsOf(meter: Meter): number | undefined {
  const value = live(meter.id, 'power');
  return isStale(meter, value) ? undefined : value?.value;
}

export function liveOf(meter: Meter): Live {
  const value = live(meter.id, 'power');
  const isSilent = isStale(meter, value);
  const state = stateOf(value?.value, isSilent);
  const time = lastTime(meter.id);
  const words = state !== 'silent' ? WORDS[state] : time === undefined ? 'never spoke' : `silent for ${age(serverNow() - time)}`;
  return { watts: value?.value, state, words };
}

export interface Seen {
  element: HTMLElement;
  read: () => Live;
}

export class Painter {
  private readonly rows = new Map<Element, Seen>();
  private readonly visible = new Set<Element>();
  private readonly watch: IntersectionObserver;
  private top = 1;
  private readonly stop: () => void;

  constructor(
    private readonly onSeen: (id: string) => void,
    private readonly greatest: () => number,
  ) {
    this.watch = new IntersectionObserver((entries) => entries.forEach((entry) => this.see(entry)), { rootMargin: '120px' });
    const ends = [
      effect(() => {
        void bars.value;
        for (const element of this.visible) this.paintBar(element);
      }),
      effect(() => {
        void digits.value;
        void meters.value;
        this.top = Math.max(1, this.greatest());
        for (const element of this.visible) this.paintText(element);
      }),
    ];
    this.stop = () => ends.forEach((end) => end());
  }

  /** A row has come, or, without an element, gone. */
  readonly row = (element: HTMLElement | null, read: () => Live): (() => void) | undefined => {
    if (!element) return undefined;
    this.rows.set(element, { element, read });
    this.watch.observe(element);
    return () => {
      this.rows.delete(element);
      this.visible.delete(element);
      this.watch.unobserve(element);
    };
  };

  close(): void {
    this.stop();
    this.watch.disconnect();
  }

  private see(entry: IntersectionObserverEntry): void {
    const element = entry.target;
    if (!entry.isIntersecting) {
      this.visible.delete(element);
      return;
    }
    this.visible.add(element);
    const id = (element as HTMLElement).dataset['id'];
    if (id) this.onSeen(id);
    this.paintText(element);
    this.paintBar(element);
  }

  private paintBar(element: Element): void {
    const watts = this.rows.get(element)?.read().watts ?? 0;
    const bar = element.querySelector<HTMLElement>('.meter-bar i');
    if (bar) bar.style.transform = `scaleX(${Math.min(1, Math.abs(watts) / this.top).toFixed(4)})`;
  }

  private paintText(element: Element): void {
    const now = this.rows.get(element)?.read();
    if (!now) return;
    const shown = power(now.watts, 0.75);
    write(element.querySelector('.live-watts'), joined(shown));
    write(element.querySelector('.live-spoken'), spoken(shown));
    const dot = element.querySelector<HTMLElement>('.state');
    if (!dot) return;
    if (dot.dataset['state'] !== now.state) dot.dataset['state'] = now.state;
    write(dot.querySelector('span'), now.words);
    write(element.querySelector('.live-words'), now.state === 'silent' ? now.words : '');
    (element as HTMLElement).dataset['state'] = now.state;
  }
}

function write(element: Element | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}
