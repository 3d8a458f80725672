/**
 * The running interval: its mean is the energy so far over the interval's whole length, so it begins at
 * nothing and only grows; where it ends is up to what is used in the time that is left. Watts and ms.
 */
export interface Running {
  start: number;
  end: number;
  /** The mean so far, over the whole interval. */
  power: number;
  /** Where it ends if the present power holds. */
  projected: number;
}

export interface Reading {
  /** 0 to 1. */
  part: number;
  left: number;
  /** What is used now. */
  present: number;
  /** What may be used to the end without passing the limit; undefined without one, or at the end. */
  allowed: number | undefined;
  /** How much less would stay below; 0 where nothing must be switched off. */
  shed: number;
  /** When the limit is passed if the present power holds; undefined where it is not. */
  passes: number | undefined;
  state: 'free' | 'below' | 'close' | 'over' | 'passed';
}

/** Nearer to the limit than this is close. */
const CLOSE = 0.9;
/** With less than this left nothing that is switched off changes the end. */
const LAST_MILLIS = 1_000;

export function readGauge({ start, end, power, projected }: Running, limit: number | undefined, now: number): Reading {
  const length = end - start;
  const left = Math.max(0, Math.min(length, end - now));
  const present = left >= LAST_MILLIS ? Math.max(0, ((projected - power) * length) / left) : 0;
  const common = { part: 1 - left / length, left, present };
  if (limit === undefined) return { ...common, allowed: undefined, shed: 0, passes: undefined, state: 'free' };
  const allowed = left >= LAST_MILLIS ? ((limit - power) * length) / left : undefined;
  if (power >= limit) return { ...common, allowed, shed: 0, passes: undefined, state: 'passed' };
  if (projected <= limit || allowed === undefined) {
    return { ...common, allowed, shed: 0, passes: undefined, state: projected > limit * CLOSE ? 'close' : 'below' };
  }
  const passes = now + ((limit - power) * length) / present;
  return { ...common, allowed, shed: present - allowed, passes, state: 'over' };
}

/** Minutes and seconds that are left: 6:07. */
export function countdown(millis: number): string {
  const seconds = Math.ceil(Math.max(0, millis) / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** What was seen of the running interval's climb: part of it, mean so far. The newest interval only. */
export class Climb {
  private start = Number.NaN;
  points: { part: number; power: number }[] = [];

  take({ start, end, power }: Running, now: number): void {
    if (start !== this.start) {
      this.start = start;
      this.points = [{ part: 0, power: 0 }];
    }
    const part = Math.max(0, Math.min(1, (now - start) / (end - start)));
    const last = this.points[this.points.length - 1];
    // A repeated or an older message adds nothing.
    if (last && part > last.part) this.points.push({ part, power });
  }
}
