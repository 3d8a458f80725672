/**
 * Hands on the chart: wheel and pinch zoom, a drag pans, a drag with Shift or after "Select" frames
 * a stretch. A finger that moves up or down scrolls the page.
 */
import type uPlot from 'uplot';

export interface Hands {
  /** The view as a gesture goes on; `isDone` with its last one. */
  zoom(factor: number, at: number, isDone: boolean): void;
  pan(part: number, isDone: boolean): void;
  frame(from: number, to: number): void;
  back(): void;
  isSelecting(): boolean;
}

const FRAME_LEAST = 6;

export function attach(plot: uPlot, hands: Hands): () => void {
  const over = plot.over;
  const fingers = new Map<number, number>();
  let startX = 0;
  let framing = false;
  let moved = false;
  let apart = 0;
  const place = (x: number) => Math.min(1, Math.max(0, (x - over.getBoundingClientRect().left) / over.clientWidth));

  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    fingers.set(event.pointerId, event.clientX);
    over.setPointerCapture(event.pointerId);
    startX = event.clientX;
    moved = false;
    framing = fingers.size === 1 && (event.shiftKey || hands.isSelecting());
    apart = distance();
  };
  const distance = () => {
    const [a = 0, b = 0] = [...fingers.values()];
    return Math.abs(a - b);
  };
  const move = (event: PointerEvent) => {
    const before = fingers.get(event.pointerId);
    if (before === undefined) return;
    fingers.set(event.pointerId, event.clientX);
    if (fingers.size === 2) {
      const [a = 0, b = 0] = [...fingers.values()];
      const now = Math.max(12, distance());
      hands.zoom(apart / now, place((a + b) / 2), false);
      apart = now;
      moved = true;
    } else if (framing) {
      const rect = over.getBoundingClientRect();
      const left = Math.min(startX, event.clientX) - rect.left;
      plot.setSelect({ left, width: Math.abs(event.clientX - startX), top: 0, height: over.clientHeight }, false);
    } else if (moved || Math.abs(event.clientX - startX) > 3) {
      moved = true;
      hands.pan((before - event.clientX) / over.clientWidth, false);
    }
  };
  const up = (event: PointerEvent) => {
    if (!fingers.delete(event.pointerId)) return;
    if (framing) {
      framing = false;
      plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
      const [a, b] = [place(Math.min(startX, event.clientX)), place(Math.max(startX, event.clientX))];
      if ((b - a) * over.clientWidth >= FRAME_LEAST) hands.frame(a, b);
    } else if (moved && fingers.size === 0) {
      hands.pan(0, true);
    }
  };
  let timer = 0;
  const wheel = (event: WheelEvent) => {
    if (event.ctrlKey || Math.abs(event.deltaY) >= Math.abs(event.deltaX)) {
      event.preventDefault();
      hands.zoom(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) * 0.006), place(event.clientX), false);
    } else {
      event.preventDefault();
      hands.pan(event.deltaX / over.clientWidth, false);
    }
    clearTimeout(timer);
    timer = window.setTimeout(() => hands.pan(0, true), 250);
  };
  const twice = () => hands.back();
  over.addEventListener('pointerdown', down);
  over.addEventListener('pointermove', move);
  over.addEventListener('pointerup', up);
  over.addEventListener('pointercancel', up);
  over.addEventListener('wheel', wheel, { passive: false });
  over.addEventListener('dblclick', twice);
  return () => clearTimeout(timer);
}
