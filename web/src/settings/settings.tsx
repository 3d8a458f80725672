/** What is set of a site, and of this page. Each change is saved at once and can be undone. */
import * as api from '../api';
import { hello } from '../live/link';
import { adopt, meters, site } from '../live/store';
import type { Site, Weekday } from '../model';
import { keysOn, setKeys } from '../shell/keys';
import { setTheme, theme, type Theme } from '../shell/theme';
import { Card } from '../ui/card';
import { SelectField, TextField } from '../ui/form';
import { Go } from '../ui/go';
import { Head } from '../ui/head';
import { useLoad } from '../ui/load';
import { say } from '../ui/toast';
import { CarbonSource } from './carbon-source';
import { NodesCard } from './nodes';
import './settings.css';
import { currencies, demandLengths, weekdays, zones } from './choices';

/** Saves one setting; the way back is offered for ten seconds. */
async function change(at: Site, what: string, next: api.SiteChange, before: api.SiteChange): Promise<void> {
  adopt(await api.putSite(at.id, next));
  say(`${what} of ${at.name} changed.`, async () => adopt(await api.putSite(at.id, before)));
}

export type Change = (what: string, next: api.SiteChange, before: api.SiteChange) => Promise<void>;

export function Settings() {
  const at = site.value;
  const mayNot = hello.value !== null && hello.value.role !== 'admin' && hello.value.role !== '';
  return (
    <div class="settings">
      <Head title="Settings" />
      {mayNot && <p class="ribbon-note">You may look, and not change anything: that takes an admin’s token.</p>}
      <div class="settings-grid">
        {at && <SiteCard key={at.id} at={at} change={(what, next, before) => change(at, what, next, before)} />}
        {at && <MoneyCard key={`${at.id} money`} at={at} change={(what, next, before) => change(at, what, next, before)} />}
        {at && (
          <Card id="carbon" title="CO₂ of the grid">
            <CarbonSource key={at.id} at={at} meters={meters.value} change={(what, next, before) => change(at, what, next, before)} />
          </Card>
        )}
        <PageCard />
        <NodesCard />
      </div>
    </div>
  );
}

function SiteCard({ at, change: save }: { at: Site; change: Change }) {
  const weekStart = at.week_start ?? 'monday';
  return (
    <Card id="site" title="Site" note={at.id}>
      <TextField
        id="site-name"
        name="Name"
        value={at.name}
        check={(text) => (text ? '' : 'A site has a name.')}
        save={(name) => save('The name', { name }, { name: at.name })}
      />
      <TextField
        id="site-zone"
        name="Time zone"
        value={at.zone}
        list="zones"
        help="Days, months and bills begin at midnight here, wherever you look from."
        check={(text) => (zones().length > 0 && !zones().includes(text) && text !== 'UTC' ? `${text} is not a time zone: take one such as Europe/Amsterdam.` : '')}
        save={(zone) => save('The time zone', { zone }, { zone: at.zone })}
      />
      <datalist id="zones">
        {zones().map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <TextField
        id="site-currency"
        name="Currency"
        value={at.currency}
        list="currencies"
        help="Three letters. Prices are not converted."
        check={(text) => (/^[A-Z]{3}$/.test(text) ? '' : 'Three capital letters, such as EUR.')}
        save={(currency) => save('The currency', { currency }, { currency: at.currency })}
      />
      <datalist id="currencies">
        {currencies().map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </datalist>
      <SelectField
        id="site-week"
        name="Weeks begin on"
        value={weekStart}
        options={weekdays()}
        save={(value) => save('The first day of the week', { week_start: value as Weekday }, { week_start: weekStart })}
      />
    </Card>
  );
}

function MoneyCard({ at, change: save }: { at: Site; change: Change }) {
  const tariffs = useLoad('tariffs', () => api.tariffs());
  const known = tariffs.data ?? [];
  const billingDay = at.billing_day ?? 1;
  const minutes = at.demand_minutes ?? 15;
  return (
    <Card id="money" title="Tariff and bill">
      <SelectField
        id="site-tariff"
        name="Tariff"
        value={at.tariff ?? ''}
        options={[{ value: '', name: 'None' }, ...known.map((tariff) => ({ value: tariff.id, name: tariff.name }))]}
        help={
          <>
            {tariffs.trouble || 'All that was ever measured is priced anew when it changes. '}
            <Go to="costs">Tariffs are written on the Costs screen</Go>
          </>
        }
        save={(value) => save('The tariff', { tariff: value || null }, { tariff: at.tariff ?? null })}
      />
      <TextField
        id="site-billing"
        name="A bill begins on day"
        value={String(billingDay)}
        inputMode="numeric"
        help="Of the month, 1 to 28."
        check={(text) => (/^([1-9]|1\d|2[0-8])$/.test(text) ? '' : 'A day of each month: 1 to 28.')}
        save={(text) => save('The billing day', { billing_day: Number(text) }, { billing_day: billingDay })}
      />
      <SelectField
        id="site-demand"
        name="Demand is the mean of"
        value={String(minutes)}
        options={demandLengths()}
        help="As your supplier’s meter has it; it decides what the peak is."
        save={(value) => save('The demand interval', { demand_minutes: Number(value) }, { demand_minutes: minutes })}
      />
    </Card>
  );
}

const THEMES = [
  { value: 'auto', name: 'As the system has it' },
  { value: 'light', name: 'Light' },
  { value: 'dark', name: 'Dark' },
];

function PageCard() {
  return (
    <Card id="page" title="This page" note="kept in this browser">
      <SelectField
        id="page-theme"
        name="Colours"
        value={theme.value}
        options={THEMES}
        save={async (value) => {
          const before = theme.value;
          setTheme(value as Theme);
          say('The colours changed.', async () => setTheme(before));
        }}
      />
      <SelectField
        id="page-keys"
        name="Single keys"
        value={keysOn.value ? 'on' : 'off'}
        options={[
          { value: 'on', name: 'On' },
          { value: 'off', name: 'Off' },
        ]}
        help="Such as 1 for Now; ? lists them. Off where they get in the way of speech or of other tools."
        save={async (value) => {
          setKeys(value === 'on');
          say('The single keys changed.', async () => setKeys(value !== 'on'));
        }}
      />
    </Card>
  );
}
