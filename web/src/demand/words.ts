/** A load duration curve in words. */

export interface Point {
  /** Of the time, 0 to 1, in which power was at least this. */
  part: number;
  power: number;
}

/** The power that was reached or passed in this part of the time; undefined without a curve. */
export function powerAt(curve: Point[], part: number): number | undefined {
  return curve.find((point) => point.part >= part - 1e-9)?.power ?? curve[curve.length - 1]?.power;
}

/** How long a part of a stretch is, in words. */
export function spell(millis: number): string {
  const hours = millis / 3_600_000;
  if (hours < 1.5) return `${Math.max(1, Math.round(hours * 60))} minutes`;
  if (hours < 72) return `${Math.round(hours)} hours`;
  return `${Math.round(hours / 24)} days`;
}
