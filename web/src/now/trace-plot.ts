/** How the live trace is drawn: what the home takes, filled with where it comes from. */
import uPlot from 'uplot';
import { hourMinute, joined, power, timeOfDay, wattsMark } from '../format';
import type { Step } from '../live/steps';
import { colour } from '../shell/theme';
import { mixed } from '../ui/plot';

/** Half of what a time is wide, in pixels. */
const LABEL_HALF = 30;

export interface TraceScene {
  zone: string;
  spanMillis: number;
  /** Whether the sources are known, so that the area can be split. */
  layered: boolean;
  steps: () => Step[];
  name: (meter: string) => string;
}

export function traceOptions(scene: TraceScene, width: number, height: number): uPlot.Options {
  const quiet = colour('quiet');
  const font = '12px system-ui, sans-serif';
  const withSeconds = scene.spanMillis <= 600_000;
  const axis = { stroke: quiet, font, ticks: { show: false } };
  return {
    width,
    height,
    legend: { show: false },
    cursor: { show: false },
    padding: [14, 0, 0, 0],
    scales: { x: { time: true }, y: { range: (_, __, top) => [0, Math.max(100, top * 1.12)] } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        space: 90,
        size: 26,
        // A name that the edge would cut off is left out.
        values: (plot, splits) =>
          splits.map((at) => (plot.over.clientWidth - plot.valToPos(at, 'x') < LABEL_HALF ? '' : withSeconds ? timeOfDay(at * 1000, scene.zone) : hourMinute(at * 1000, scene.zone))),
      },
      {
        ...axis,
        grid: { stroke: colour('line'), width: 1 },
        size: 62,
        space: 44,
        values: (_, splits) => splits.map(wattsMark),
      },
    ],
    series: [{}, layer(scene.layered ? 'grid' : 'accent', true), layer('battery', false), layer('solar', false)],
    hooks: { draw: [(plot) => drawSteps(plot, scene)] },
  };
}

function layer(name: string, isTop: boolean): uPlot.Series {
  const paint = colour(name);
  return {
    stroke: isTop ? colour('ink') : paint,
    width: isTop ? 1.8 : 1,
    // Opaque, to hide the layer beneath, which belongs to another source.
    fill: mixed(paint, colour('card'), 0.45),
    points: { show: false },
    spanGaps: false,
  };
}

function drawSteps(plot: uPlot, scene: TraceScene): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.font = `${11.5 * ratio}px system-ui, sans-serif`;
  ctx.fillStyle = colour('ink');
  ctx.strokeStyle = colour('quiet');
  ctx.lineWidth = ratio;
  let free = -Infinity;
  for (const step of scene.steps()) {
    const x = plot.valToPos(step.time / 1000, 'x', true);
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.setLineDash([3 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    const text = `${scene.name(step.meter)} ${step.watts > 0 ? '+' : '−'}${joined(power(Math.abs(step.watts)))}`;
    const wide = ctx.measureText(text).width;
    const left = Math.min(x + 4 * ratio, bbox.left + bbox.width - wide);
    if (left < free) continue;
    ctx.fillText(text, left, bbox.top - 3 * ratio);
    free = left + wide + 10 * ratio;
  }
  ctx.restore();
}
