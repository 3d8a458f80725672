/** A ring of rows in order of time, each a few numbers wide: the newest pushes the oldest out. */
export class Ring {
  private readonly times: Float64Array;
  private readonly columns: Float64Array[];
  private start = 0;
  private count = 0;

  constructor(
    readonly capacity: number,
    width = 1,
  ) {
    this.times = new Float64Array(capacity);
    this.columns = Array.from({ length: width }, () => new Float64Array(capacity));
  }

  get size(): number {
    return this.count;
  }

  get lastTime(): number {
    return this.count === 0 ? -Infinity : (this.times[this.at(this.count - 1)] ?? -Infinity);
  }

  clear(): void {
    this.start = 0;
    this.count = 0;
  }

  /** Adds a row. One at the newest time replaces it; an older one is left out. */
  push(time: number, ...row: number[]): void {
    if (time < this.lastTime) return;
    if (time > this.lastTime || this.count === 0) {
      if (this.count === this.capacity) {
        this.start = (this.start + 1) % this.capacity;
        this.count--;
      }
      this.count++;
    }
    const at = this.at(this.count - 1);
    this.times[at] = time;
    this.columns.forEach((column, i) => (column[at] = row[i] ?? 0));
  }

  /** Puts older rows before the ones that are here; where both have a time, the present ones stay. */
  prepend(older: Ring): void {
    const kept = this.rows(-Infinity);
    const from = kept[0]?.time ?? Infinity;
    this.clear();
    for (const row of older.rows(-Infinity)) if (row.time < from) this.push(row.time, ...row.values);
    for (const row of kept) this.push(row.time, ...row.values);
  }

  /**
   * The rows from a time on, as a chart takes them: seconds, then one array a column. Where two rows
   * lie further apart than `gap`, a row of nulls stands between them.
   */
  since(from: number, gap: number): [number[], ...(number | null)[][]] {
    const times: number[] = [];
    const columns: (number | null)[][] = this.columns.map(() => []);
    let before = Infinity;
    for (let i = 0; i < this.count; i++) {
      const at = this.at(i);
      const time = this.times[at] ?? 0;
      if (time < from) continue;
      if (time - before > gap) {
        times.push((before + 1) / 1000);
        for (const column of columns) column.push(null);
      }
      times.push(time / 1000);
      columns.forEach((column, c) => column.push(this.columns[c]?.[at] ?? null));
      before = time;
    }
    return [times, ...columns];
  }

  private rows(from: number): { time: number; values: number[] }[] {
    const rows = [];
    for (let i = 0; i < this.count; i++) {
      const at = this.at(i);
      const time = this.times[at] ?? 0;
      if (time >= from) rows.push({ time, values: this.columns.map((column) => column[at] ?? 0) });
    }
    return rows;
  }

  private at(index: number): number {
    return (this.start + index) % this.capacity;
  }
}
