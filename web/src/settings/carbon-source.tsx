/** Where the grid's CO2 comes from: nowhere, a constant, or a channel that has it hour by hour. */
import type { Meter, Site } from '../model';
import { SelectField, TextField } from '../ui/form';
import type { Change } from './settings';

const NONE = 'none';
const CONSTANT = 'constant';
/** What a site begins with that chooses a constant: about the mean of the grids of the EU. */
const FIRST_CONSTANT = 250;
const INTENSITY_MOST = 5_000;

/** The channels that a site can take its intensity from. */
export function sourcesOf(meters: Meter[]): { value: string; name: string }[] {
  return meters.flatMap((meter) =>
    meter.channels
      .filter((channel) => channel.name === 'carbon_intensity' || channel.unit === 'g/kWh')
      .map((channel) => ({ value: `${meter.id}.${channel.name}`, name: `${meter.name}, ${channel.name.replaceAll('_', ' ')}` })),
  );
}

export function CarbonSource({ at, meters, change }: { at: Site; meters: Meter[]; change: Change }) {
  const carbon = at.carbon ?? null;
  const sources = sourcesOf(meters);
  const value = carbon === null ? NONE : typeof carbon === 'number' ? CONSTANT : carbon;
  const save = (chosen: string) =>
    change('The source of CO₂', { carbon: chosen === NONE ? null : chosen === CONSTANT ? FIRST_CONSTANT : chosen }, { carbon });
  return (
    <>
      <SelectField
        id="site-carbon"
        name="Grams a kWh come from"
        value={value}
        options={[{ value: NONE, name: 'Nowhere: CO₂ is not shown' }, { value: CONSTANT, name: 'One number for all hours' }, ...sources]}
        help={
          sources.length > 0
            ? 'A channel says it hour by hour, and what is corrected in it is corrected everywhere.'
            : 'A meter that sends carbon_intensity in g/kWh can be chosen here too, hour by hour.'
        }
        save={save}
      />
      {typeof carbon === 'number' && (
        <TextField
          id="site-intensity"
          name="Grams a kWh"
          value={String(carbon)}
          inputMode="decimal"
          unit="g/kWh"
          help="The mean of a year of your grid, which your supplier has to tell."
          check={(text) => (Number(text) >= 0 && Number(text) <= INTENSITY_MOST && text !== '' ? '' : `A number from 0 to ${INTENSITY_MOST}.`)}
          save={(text) => change('The CO₂ of a kWh', { carbon: Number(text) }, { carbon })}
        />
      )}
    </>
  );
}
