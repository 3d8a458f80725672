/** A uPlot chart in a component: made anew when colours or `deps` change, as wide as its place. */
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { palette } from '../shell/theme';

export function usePlot(
  place: RefObject<HTMLElement | null>,
  make: (width: number, height: number) => uPlot.Options,
  data: () => uPlot.AlignedData,
  deps: unknown[],
): RefObject<uPlot | null> {
  const plot = useRef<uPlot | null>(null);
  const colours = palette.value;
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const { clientWidth, clientHeight } = element;
    const made = new uPlot(make(clientWidth, clientHeight), data(), element);
    plot.current = made;
    const watch = new ResizeObserver(() => {
      if (element.clientWidth > 0) made.setSize({ width: element.clientWidth, height: element.clientHeight });
    });
    watch.observe(element);
    return () => {
      watch.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [colours, ...deps]);
  return plot;
}

/** Red, green and blue of #rrggbb, or of #rgb, to which a style sheet may have been packed. */
function parts(colour: string): number[] {
  const long = colour.length === 4 ? colour.replace(/[0-9a-f]/gi, '$&$&') : colour;
  return [1, 3, 5].map((at) => parseInt(long.slice(at, at + 2), 16));
}

/** A colour of the style sheet with some of it let through. */
export function faded(colour: string, alpha: number): string {
  return `rgba(${parts(colour).join()}, ${alpha})`;
}

/** A part of one colour on another, opaque. */
export function mixed(colour: string, on: string, part: number): string {
  const under = parts(on);
  return `rgb(${parts(colour).map((value, i) => Math.round(value * part + (under[i] ?? 0) * (1 - part))).join()})`;
}
