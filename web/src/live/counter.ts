/**
 * One meter's energy since a moment, in Wh: what the store says until `anchor`, carried on by each
 * reading that comes, so that the figure on screen is the figure that will be stored.
 */
import type { Reading } from '../model';

export interface Energy {
  in: number;
  out: number;
}

/** The longest stretch between two readings of power that is bridged. */
const GAP = 60_000;

export class Counter {
  private imported: number | undefined;
  private exported: number | undefined;
  private power: { time: number; watts: number } | undefined;
  private sum: Energy = { in: 0, out: 0 };
  private stored: Energy = { in: 0, out: 0 };
  /** A register fell: the store has to be asked again. */
  fell = false;
  hasRegister = false;

  /** Starts anew from the newest reading; `settle` then says what the store has until then. */
  anchor(registerIn: number | undefined, registerOut: number | undefined): void {
    this.imported = registerIn;
    this.exported = registerOut;
    this.hasRegister = registerIn !== undefined || registerOut !== undefined;
    this.sum = { in: 0, out: 0 };
    this.fell = false;
  }

  settle(stored: Energy): void {
    this.stored = stored;
  }

  take(reading: Reading): void {
    if (this.hasRegister) {
      this.register(reading);
    } else if (typeof reading['power'] === 'number') {
      this.gauge(reading.time, reading['power'], reading.interval_ms ?? 0);
    }
  }

  get energy(): Energy {
    return { in: this.stored.in + this.sum.in, out: this.stored.out + this.sum.out };
  }

  private register(reading: Reading): void {
    const imported = reading['energy_import'];
    const exported = reading['energy_export'];
    if (typeof imported === 'number') {
      this.imported ??= imported;
      if (imported < this.imported) this.fell = true;
      else this.sum.in = imported - this.imported;
    }
    if (typeof exported === 'number') {
      this.exported ??= exported;
      if (exported < this.exported) this.fell = true;
      else this.sum.out = exported - this.exported;
    }
  }

  private gauge(time: number, watts: number, interval: number): void {
    if (interval > 0) {
      this.add((watts * interval) / 3_600_000);
      return;
    }
    const before = this.power;
    this.power = { time, watts };
    if (!before || time <= before.time || time - before.time > GAP) return;
    const hours = (time - before.time) / 3_600_000;
    if (before.watts * watts >= 0) {
      this.add(((before.watts + watts) / 2) * hours);
    } else {
      // The line between the two crosses zero: one triangle each way.
      const part = before.watts / (before.watts - watts);
      this.add((before.watts / 2) * hours * part);
      this.add((watts / 2) * hours * (1 - part));
    }
  }

  private add(wattHours: number): void {
    if (wattHours >= 0) this.sum.in += wattHours;
    else this.sum.out -= wattHours;
  }
}
