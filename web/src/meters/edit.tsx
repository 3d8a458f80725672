/** What is said of a meter: its name, its place in the house, and what its device can do. */
import * as api from '../api';
import { refreshMeters, meters } from '../live/store';
import type { Meter, Role } from '../model';
import { Card } from '../ui/card';
import { SelectField, TextField } from '../ui/form';
import { say } from '../ui/toast';
import { isBehind } from './tree';

const ROLES: { value: Role; name: string }[] = [
  { value: 'grid', name: 'Grid: the connection to the street' },
  { value: 'solar', name: 'Sun' },
  { value: 'battery', name: 'Battery' },
  { value: 'ev', name: 'Car' },
  { value: 'load', name: 'Load: a circuit or a device' },
  { value: 'other', name: 'Something else' },
];
const POWER_MOST = 1e6;
const GAP_MOST = 366 * 24 * 3_600;

async function change(meter: Meter, what: string, next: api.MeterChange, before: api.MeterChange): Promise<void> {
  await api.putMeter(meter.id, next);
  await refreshMeters();
  say(`${what} of ${meter.name} changed.`, () => api.putMeter(meter.id, before).then(refreshMeters));
}

export function Edit({ meter }: { meter: Meter }) {
  const parents = meters.value.filter((each) => !isBehind(each, meter.id, meters.value));
  const number = (text: string) => (text === '' ? null : Number(text));
  const between = (least: number, most: number, unit: string) => (text: string) =>
    text === '' || (Number(text) >= least && Number(text) <= most) ? '' : `From ${least} to ${most} ${unit}, or empty where it is not known.`;
  const kilo = (value: number | null | undefined) => (value === null || value === undefined ? '' : String(Number(`${value}e-3`)));
  const maxPower = meter.max_power ?? null;
  const modulus = meter.modulus ?? null;
  const gap = meter.max_gap_ms ?? null;
  return (
    <Card id="edit" title="About this meter">
      <TextField
        id="meter-name"
        name="Name"
        value={meter.name}
        check={(text) => (text ? '' : 'A meter has a name.')}
        save={(name) => change(meter, 'The name', { name }, { name: meter.name })}
      />
      <SelectField
        id="meter-role"
        name="It measures"
        value={meter.role}
        options={ROLES}
        save={(role) => change(meter, 'The role', { role: role as Role }, { role: meter.role })}
      />
      <SelectField
        id="meter-parent"
        name="Behind"
        value={meter.parent ?? ''}
        options={[{ value: '', name: 'No other meter' }, ...parents.map((each) => ({ value: each.id, name: each.name }))]}
        help="The meter whose energy this one’s is a part of."
        save={(parent) => change(meter, 'The place', { parent: parent || null }, { parent: meter.parent })}
      />
      {!meter.virtual && (
        <>
          <TextField
            id="meter-power"
            name="Most that can flow"
            value={kilo(maxPower)}
            unit="kW"
            inputMode="decimal"
            help="A fall and rise of a register that would take more is a dropout, no energy."
            check={between(0.001, POWER_MOST, 'kW')}
            save={(text) => change(meter, 'The most power', { max_power: text === '' ? null : Number(`${text}e3`) }, { max_power: maxPower })}
          />
          <TextField
            id="meter-modulus"
            name="Register begins again at"
            value={kilo(modulus)}
            unit="kWh"
            inputMode="decimal"
            help="Such as 100000 for a display of five digits."
            check={between(0.001, 9e12, 'kWh')}
            save={(text) => change(meter, 'The length of the register', { modulus: text === '' ? null : Number(`${text}e3`) }, { modulus })}
          />
          <TextField
            id="meter-gap"
            name="A silence is a gap after"
            value={gap === null ? '' : String(gap / 1_000)}
            unit="s"
            inputMode="decimal"
            help="Empty: five times its usual step, at least a minute, at most an hour."
            check={between(1, GAP_MOST, 's')}
            save={(text) => change(meter, 'The longest silence', { max_gap_ms: number(text) === null ? null : Math.round(Number(text) * 1_000) }, { max_gap_ms: gap })}
          />
        </>
      )}
    </Card>
  );
}
