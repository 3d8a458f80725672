/** An axis: where its marks are. */

/** At most `most` round steps that hold all values, zero among them. */
export function marks(least: number, greatest: number, most = 5): number[] {
  const low = Math.min(0, least);
  const high = Math.max(0, greatest, low === 0 ? 1e-9 : 0);
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((part) => part * power).find((each) => each >= rough * 0.999) ?? power * 10;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

export interface Piece {
  series: number;
  from: number;
  to: number;
}

/** A bar's values on top of one another, what is below zero under it. */
export function stack(values: readonly (number | null)[]): Piece[] {
  let above = 0;
  let below = 0;
  return values.flatMap((value, series) => {
    if (!value) return [];
    const from = value > 0 ? above : below;
    if (value > 0) above += value;
    else below += value;
    return [{ series, from, to: from + value }];
  });
}
