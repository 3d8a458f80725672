/** How often a circuit switched on, and for how long, where it plainly switches. */
import type { Series } from '../model';
import { gapOf } from '../history/runs';

export interface Cycles {
  count: number;
  /** Mean of a time that it was on, of those that were seen whole. */
  onMillis: number;
  /** Part of the measured time that it was on. */
  part: number;
  /** Mean power while it was on. */
  watts: number;
}

/** Less than this between on and off is no switching. */
const STEP_LEAST = 8;
/** On is above this part between its usual least and most, off below that one. */
const ON_PART = 0.5;
const OFF_PART = 0.3;
/** Most of the time a circuit that switches is near one of the two. */
const CLEAR_PART = 0.7;

export function cyclesOf(series: Series): Cycles | undefined {
  const values = [...series.mean].sort((a, b) => a - b);
  if (values.length < 12) return undefined;
  const low = values[Math.floor(values.length * 0.05)] ?? 0;
  const high = values[Math.floor(values.length * 0.98)] ?? 0;
  const step = high - low;
  if (step < STEP_LEAST || low > high * 0.4) return undefined;
  const near = series.mean.filter((value) => value <= low + step * 0.25 || value >= low + step * 0.6).length;
  if (near < series.mean.length * CLEAR_PART) return undefined;
  return count(series, low + step * ON_PART, low + step * OFF_PART);
}

function count(series: Series, onAt: number, offAt: number): Cycles | undefined {
  const gap = gapOf(series);
  let isOn: boolean | undefined;
  let since: number | undefined;
  let cycles = 0;
  let [onMillis, offMillis, wattMillis] = [0, 0, 0];
  const whole: number[] = [];
  series.time.forEach((time, i) => {
    const value = series.mean[i] ?? 0;
    const next = series.time[i + 1];
    const isGap = next === undefined || next - time > gap;
    const turned = isOn ? value >= offAt : value > onAt;
    if (turned && isOn === false) {
      cycles++;
      since = time;
    }
    if (!turned && isOn && since !== undefined) whole.push(time - since);
    if (!turned) since = undefined;
    isOn = turned;
    if (isGap) {
      isOn = undefined;
      since = undefined;
      return;
    }
    if (turned) {
      onMillis += next - time;
      wattMillis += value * (next - time);
    } else {
      offMillis += next - time;
    }
  });
  if (cycles === 0 || onMillis === 0) return undefined;
  const mean = whole.length > 0 ? whole.reduce((sum, each) => sum + each, 0) / whole.length : 0;
  return { count: cycles, onMillis: mean, part: onMillis / (onMillis + offMillis), watts: wattMillis / onMillis };
}
