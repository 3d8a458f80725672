/** Times and register values as people type them. */
import { value } from '../format';
import { instant, offset } from '../live/zone';

/** A time of the site's wall clock as an input of type datetime-local has it. */
export function wallText(millis: number, zone: string): string {
  return new Date(millis + offset(millis, zone)).toISOString().slice(0, 19);
}

/** The instant of such a text; undefined where it is none. */
export function fromWallText(text: string, zone: string): number | undefined {
  const wall = Date.parse(`${text}Z`);
  return Number.isFinite(wall) ? instant(wall, zone) : undefined;
}

/** Registers are read in kWh from a meter's display, and sent in Wh. */
export function displayed(unit: string): { unit: string; digits: number } {
  const kilo: Record<string, string> = { Wh: 'kWh', varh: 'kvarh', VAh: 'kVAh' };
  const thousand = kilo[unit];
  return thousand ? { unit: thousand, digits: 3 } : { unit, digits: 0 };
}

/** A decimal text of the display in the wire's unit: "12.3456" kWh are 12345.6 Wh. */
export function toWire(text: string, unit: string): number | undefined {
  const plain = text.trim().replace(',', '.');
  if (!/^-?\d+(\.\d*)?$/.test(plain)) return undefined;
  return Number(`${plain}e${displayed(unit).digits}`);
}

/** A value of the wire as a display has it, without rounding. */
export function fromWire(value: number, unit: string): string {
  const { digits } = displayed(unit);
  return digits === 0 ? String(value) : String(Number(`${value}e-${digits}`));
}

/** A register with all its digits: what is wrong may be the last. Others as they always are. */
export function whole(number: number, unit: string): string {
  const display = displayed(unit);
  return display.digits > 0 ? `${fromWire(number, unit)} ${display.unit}` : value(number, unit);
}

/** Scrolls to a card that was just opened. */
export function bringIn(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.scrollIntoView({ block: 'start' }));
}
