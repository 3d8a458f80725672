/** A view as a file: its numbers, as the server writes them, or its picture. */
import * as api from '../api';
import { calendarOf } from '../calendar';
import { serverNow } from '../live/link';
import { isDemo, meters, site } from '../live/store';
import { colour } from '../shell/theme';
import { nameOf } from './compare';
import { metersOf } from './energy';
import { wanted, type Line } from './lines';
import type { Picture } from './picture';

export interface Kept {
  picture: Picture;
  on: Line[];
  name: string;
  foot: string;
  canvas: HTMLCanvasElement | null;
}

export async function keep(kind: 'csv' | 'png', kept: Kept): Promise<void> {
  const { picture, canvas } = kept;
  const from = new Date(picture.from).toISOString().slice(0, 16).replace(':', '');
  const name = `${isDemo() ? 'demo-' : ''}${site.value?.id ?? 'wattsocket'}-${from}.${kind}`;
  if (kind === 'csv') return numbers(picture, name);
  const blob = canvas && (await pngOf(canvas, captionOf(kept)));
  if (!blob) throw new Error('The picture can’t be saved: this browser gives no canvas.');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** The view's own stretch, bars and fineness. The home is in it as the meters that it is reckoned from. */
function numbers({ kind, from, to, px, drawn, energies }: Picture, name: string): Promise<void> {
  const until = Math.max(from + 1, Math.min(to, serverNow()));
  if (kind === 'energy' && energies) {
    const ids = metersOf(energies.lines, meters.value).join();
    return api.download('/energy', { meters: ids, from, to: until, by: energies.by, format: 'csv' }, name);
  }
  return api.download('/history', { series: wanted(drawn.lines, meters.value).join(), from, to: until, px, format: 'csv' }, name);
}

function captionOf({ picture, on, name, foot }: Kept): Caption {
  const against = picture.ghost ? `, against ${nameOf(picture.ghost.range, calendarOf(site.value))} (dashed)` : '';
  return {
    title: `${site.value?.name ?? ''}, ${name}${against}`,
    legend: on.map((line) => ({ name: line.name, colour: line.colour })),
    foot: `${foot}. Wattsocket`,
    watermark: isDemo() ? 'Demo' : undefined,
  };
}

interface Caption {
  title: string;
  legend: { name: string; colour: string }[];
  foot: string;
  /** Written across the picture: what it shows is not real. */
  watermark: string | undefined;
}

/** The chart as it is on screen, with its title, legend and foot. */
function pngOf(chart: HTMLCanvasElement, caption: Caption): Promise<Blob | null> {
  const ratio = devicePixelRatio;
  const [edge, head, foot] = [16 * ratio, 62 * ratio, 34 * ratio];
  const canvas = document.createElement('canvas');
  canvas.width = chart.width + 2 * edge;
  canvas.height = chart.height + head + foot;
  const ctx = canvas.getContext('2d');
  if (!ctx) return Promise.resolve(null);
  const write = (text: string, x: number, y: number, size: number, paint: string, weight = 400) => {
    ctx.font = `${weight} ${size * ratio}px system-ui, sans-serif`;
    ctx.fillStyle = paint;
    ctx.fillText(text, x, y);
    return ctx.measureText(text).width;
  };
  ctx.fillStyle = colour('card');
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  write(caption.title, edge, 26 * ratio, 16, colour('ink'), 600);
  let x = edge;
  for (const each of caption.legend) {
    ctx.fillStyle = colour(each.colour);
    ctx.fillRect(x, 38 * ratio, 11 * ratio, 11 * ratio);
    x += 17 * ratio + write(each.name, x + 17 * ratio, 48 * ratio, 13, colour('ink')) + 18 * ratio;
  }
  ctx.drawImage(chart, edge, head);
  if (caption.watermark) {
    ctx.globalAlpha = 0.13;
    ctx.textAlign = 'center';
    write(caption.watermark, canvas.width / 2, head + chart.height / 2, 54, colour('ink'), 700);
    ctx.textAlign = 'start';
    ctx.globalAlpha = 1;
  }
  write(caption.foot, edge, canvas.height - 13 * ratio, 12, colour('quiet'));
  return new Promise((done) => canvas.toBlob(done, 'image/png'));
}
