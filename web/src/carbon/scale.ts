/** How clean a kilowatt-hour is, in five steps that have numbers: grams of CO2 a kWh. */

export interface Step {
  /** Below this; the last has no end. */
  below: number;
  name: string;
  /** The style sheet's name of its colour. */
  colour: string;
}

export const STEPS: Step[] = [
  { below: 100, name: 'under 100', colour: 'co2-0' },
  { below: 200, name: '100–199', colour: 'co2-1' },
  { below: 300, name: '200–299', colour: 'co2-2' },
  { below: 450, name: '300–449', colour: 'co2-3' },
  { below: Infinity, name: '450 and more', colour: 'co2-4' },
];

/** The step that an intensity is in. It is told as a whole number, so it is placed as one. */
export function stepOf(intensity: number): number {
  const grams = Math.round(intensity);
  return STEPS.findIndex((step) => grams < step.below);
}

/** Only the steps that occur, so that a legend says nothing of what is not there. */
export function used(intensities: (number | null)[]): number[] {
  const seen = new Set(intensities.flatMap((each) => (each === null ? [] : [stepOf(each)])));
  return STEPS.map((_, i) => i).filter((i) => seen.has(i));
}

/** A value in the column of its step, null in the others. */
export function inStep(value: number | null, intensity: number | null, columns: number[]): (number | null)[] {
  const at = intensity === null ? -1 : stepOf(intensity);
  return columns.map((column) => (column === at ? value : null));
}

/** Now against the grid's own mean: "24 % below its mean of this time". */
export function against(intensity: number, mean: number): string {
  if (mean <= 0) return '';
  const part = Math.round((intensity / mean - 1) * 100);
  if (Math.abs(part) < 5) return 'about its mean of this time';
  return `${Math.abs(part)} % ${part < 0 ? 'below' : 'above'} its mean of this time`;
}
