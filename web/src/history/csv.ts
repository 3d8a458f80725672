/** The numbers of a view, for a spreadsheet. */
import type { Drawn } from './data';
import { hasOut, type Energies } from './energy';
import type { Line } from './lines';

export function csvOf(drawn: Drawn, energies: Energies | undefined, zone: string, isDemo: boolean): string {
  const rows = energies ? energyRows(energies, zone) : powerRows(drawn, zone);
  if (isDemo) rows.unshift('# demo: a simulated house');
  return `${rows.join('\n')}\n`;
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

const stampIn = (zone: string) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });

/** A row a time, three columns a line. */
function powerRows(drawn: Drawn, zone: string): string[] {
  const stamp = stampIn(zone);
  const heads = drawn.lines.flatMap((line) => ['mean', 'min', 'max'].map((part) => quoted(`${line.id} ${part} ${line.unit}`)));
  const rows = [[quoted(`time ${zone}`), 'epoch_ms', ...heads].join(',')];
  const [times, ...columns] = drawn.table;
  times.forEach((seconds, i) => {
    const cells = columns.map((column) => column[i]);
    if (cells.every((cell) => cell === null || cell === undefined)) return;
    const millis = Math.round(seconds * 1000);
    rows.push([stamp.format(millis), millis, ...cells.map((cell) => cell ?? '')].join(','));
  });
  return rows;
}

/** A row a bar: what each line took and gave, and its money. */
function energyRows(energies: Energies, zone: string): string[] {
  const stamp = stampIn(zone);
  const columns = energies.lines.flatMap((line) => ['in Wh', 'cost', ...(hasOut(line) ? ['out Wh', 'earned'] : [])].map((part) => ({ line, part })));
  const rows = [[quoted(`start ${zone}`), 'start_ms', 'end_ms', ...columns.map(({ line, part }) => quoted(`${line.meter || line.id} ${part}`)), 'measured'].join(',')];
  energies.bars.forEach((bar, i) => {
    if (bar.start >= energies.until) return;
    const cells = columns.map(({ line, part }) => cellOf(energies, line, part, i));
    const coverage = Math.min(...energies.lines.map((line) => energies.amounts.get(line.id)?.[i]?.coverage ?? 0));
    rows.push([stamp.format(bar.start), bar.start, Math.min(bar.end, energies.until), ...cells, coverage].join(','));
  });
  return rows;
}

function cellOf(energies: Energies, line: Line, part: string, at: number): string | number {
  const amount = energies.amounts.get(line.id)?.[at];
  if (!amount || amount.coverage === 0) return '';
  if (part === 'cost') return amount.cost ?? '';
  if (part === 'earned') return amount.earned ?? '';
  return part === 'in Wh' ? amount.in : amount.out;
}
