/** Notices when something is switched: a load's power that jumps and stays. */

const STEP = 150;
/** A new level counts once it has held this long, so that a motor's start is not a step. */
const HOLD = 900;
const KEPT = 12;

export interface Step {
  time: number;
  meter: string;
  watts: number;
}

interface Level {
  watts: number;
  /** Where it may be going, and since when. */
  next: number;
  since: number;
}

export class Steps {
  private readonly levels = new Map<string, Level>();
  /** The newest last. */
  readonly seen: Step[] = [];

  take(meter: string, time: number, watts: number): void {
    const level = this.levels.get(meter);
    if (!level) {
      this.levels.set(meter, { watts, next: watts, since: time });
      return;
    }
    if (Math.abs(watts - level.watts) < STEP) {
      // What drifts is followed: only a jump is a step.
      level.watts += (watts - level.watts) * 0.2;
      level.since = time;
      level.next = watts;
      return;
    }
    if (Math.abs(watts - level.next) > Math.max(STEP / 2, Math.abs(level.next) * 0.15)) {
      level.next = watts;
      level.since = time;
      return;
    }
    if (time - level.since < HOLD) return;
    this.seen.push({ time: level.since, meter, watts: watts - level.watts });
    if (this.seen.length > KEPT) this.seen.shift();
    level.watts = watts;
    level.since = time;
  }

  clear(): void {
    this.levels.clear();
    this.seen.length = 0;
  }
}
