/** Where a period's energy went: the largest circuits, the others, and what nobody measured. */
export interface Layer {
  /** A circuit's id; `other` and `rest` are those that are none. */
  id: string;
  values: (number | null)[];
}

const TOP = 6;

/**
 * The layers of a chart. `whole` is what the home used in each bar, where that is known; what the
 * circuits measured beyond it is not hidden: it stands below zero.
 */
export function layersOf(circuits: readonly { id: string; values: (number | null)[] }[], whole: (number | null)[]): Layer[] {
  const sum = (values: (number | null)[]) => values.reduce<number>((all, value) => all + (value ?? 0), 0);
  const ranked = [...circuits].sort((a, b) => sum(b.values) - sum(a.values));
  const top = ranked.slice(0, TOP).filter((each) => sum(each.values) > 0);
  const others = ranked.filter((each) => !top.includes(each));
  const layers: Layer[] = top.map(({ id, values }) => ({ id, values }));
  const add = (values: (number | null | undefined)[]) => (values.every((value) => value === null || value === undefined) ? null : values.reduce<number>((all, value) => all + (value ?? 0), 0));
  const length = Math.max(whole.length, ...circuits.map((each) => each.values.length));
  const places = Array.from({ length }, (_, i) => i);
  const other = places.map((i) => add(others.map((each) => each.values[i])));
  if (others.length > 0 && sum(other) > 0) layers.push({ id: 'other', values: other });
  const rest = places.map((i) => {
    const all = whole[i];
    return all === null || all === undefined ? null : all - (add(circuits.map((each) => each.values[i])) ?? 0);
  });
  if (rest.some((value) => value !== null)) layers.push({ id: 'rest', values: rest });
  return layers;
}
