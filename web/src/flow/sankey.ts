/** Where nodes and ribbons stand: as thick as their energy, one measure for all columns. */
import type { Link, Node } from './rows';

export interface Box {
  node: Node;
  x: number;
  y: number;
  height: number;
}

export interface Ribbon {
  link: Link;
  x0: number;
  x1: number;
  /** Top edges at both ends. */
  y0: number;
  y1: number;
  thick: number;
}

export const NODE_WIDE = 12;
/** Room that a node's words need. */
export const SLOT_LEAST = 38;
const GAP = 6;
const THIN = 1;
/** Narrower than this, the words of the middle need room beside those of the right. */
const NARROW = 520;

export function layout(nodes: Node[], links: Link[], width: number, height: number): { boxes: Box[]; ribbons: Ribbon[] } {
  const columns = [0, 1, 2].map((column) => nodes.filter((node) => node.column === column));
  const used = columns.filter((column) => column.length > 0);
  const scale = Math.min(...used.map((column) => scaleOf(column, height)));
  const middle = columns[2]?.length ? (width < NARROW ? 0.36 : 0.5) : 1;
  const places = [0, middle, 1];
  const boxes: Box[] = [];
  columns.forEach((column, at) => {
    const slots = column.map((node) => Math.max(SLOT_LEAST, node.energy * scale));
    const free = height - slots.reduce((sum, slot) => sum + slot, 0) - GAP * (column.length - 1);
    // Columns that need less than the whole height stand in its middle.
    let y = Math.max(0, free / 2);
    column.forEach((node, i) => {
      const slot = slots[i] ?? 0;
      const tall = Math.max(THIN, node.energy * scale);
      boxes.push({ node, x: (places[at] ?? 1) * (width - NODE_WIDE), y: y + (slot - tall) / 2, height: tall });
      y += slot + GAP;
    });
  });
  return { boxes, ribbons: ribbonsOf(boxes, links, scale) };
}

/** Pixels a watt-hour, so that a column with its words and gaps fits. */
function scaleOf(column: Node[], height: number): number {
  const room = height - GAP * (column.length - 1);
  let big = column;
  // What is thinner than its words takes their room; the others share what is left.
  for (;;) {
    const left = room - (column.length - big.length) * SLOT_LEAST;
    const scale = Math.max(0, left) / big.reduce((sum, node) => sum + node.energy, 0);
    const next = big.filter((node) => node.energy * scale >= SLOT_LEAST);
    if (next.length === big.length) return scale;
    if (next.length === 0) return room / column.length / Math.max(...column.map((node) => node.energy));
    big = next;
  }
}

function ribbonsOf(boxes: Box[], links: Link[], scale: number): Ribbon[] {
  const at = new Map(boxes.map((box, i) => [box.node.id, { box, order: i, out: box.y, in: box.y }]));
  const order = (id: string) => at.get(id)?.order ?? 0;
  const sorted = [...links].sort((a, b) => order(a.from) - order(b.from) || order(a.to) - order(b.to));
  const starts = new Map<Link, number>();
  for (const link of sorted) {
    const from = at.get(link.from);
    if (!from) continue;
    starts.set(link, from.out);
    from.out += link.energy * scale;
  }
  return sorted.flatMap((link) => {
    const from = at.get(link.from);
    const to = at.get(link.to);
    const y0 = starts.get(link);
    if (!from || !to || y0 === undefined) return [];
    const thick = link.energy * scale;
    const y1 = to.in;
    to.in += thick;
    return [{ link, x0: from.box.x + NODE_WIDE, x1: to.box.x, y0, y1, thick }];
  });
}

/** The outline of a ribbon, level at both ends. */
export function outline({ x0, x1, y0, y1, thick }: Ribbon): string {
  const tall = Math.max(0.6, thick);
  const mid = (x0 + x1) / 2;
  return `M${x0} ${y0}C${mid} ${y0} ${mid} ${y1} ${x1} ${y1}V${y1 + tall}C${mid} ${y1 + tall} ${mid} ${y0 + tall} ${x0} ${y0 + tall}Z`;
}
