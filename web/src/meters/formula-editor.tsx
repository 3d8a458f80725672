/** Writes the formula of a virtual meter, and shows what it is right now while it is written. */
import { useState } from 'preact/hooks';
import * as api from '../api';
import { joined, MISSING, power } from '../format';
import { digits, live, meters, refreshMeters, site } from '../live/store';
import type { Meter } from '../model';
import { say, sayWrong } from '../ui/toast';
import { read, total, withTerm } from './formula';

export function FormulaEditor({ meter, done }: { meter?: Meter; done: (id: string) => void }) {
  const at = site.value?.id ?? '';
  const [text, setText] = useState(meter?.formula ?? '');
  const [name, setName] = useState('');
  const [trouble, setTrouble] = useState('');
  const formula = read(text, meters.value, at, meter?.id);
  const id = meter?.id ?? idOf(name, meters.value);
  const save = () => {
    if (formula.trouble) return setTrouble(formula.trouble);
    if (!meter && !name.trim()) return setTrouble('Give it a name.');
    setTrouble('');
    const undo = meter ? () => api.putMeter(id, { formula: meter.formula ?? null }) : () => api.deleteMeter(id);
    api
      .putMeter(id, meter ? { formula: text.trim() } : { site: at, name: name.trim(), role: 'other', formula: text.trim() })
      .then(async () => {
        await refreshMeters();
        say(meter ? `The formula of ${meter.name} changed.` : `${name.trim()} is a meter now.`, () => undo().then(refreshMeters));
        done(id);
      }, sayWrong);
  };
  const parts = meters.value.filter((each) => !each.virtual && each.id !== meter?.id && each.channels.some((channel) => /^(power|energy_)/.test(channel.name)));
  return (
    <form
      class="form formula"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {!meter && (
        <div class="form-row">
          <label>
            Name
            <input type="text" value={name} autocomplete="off" onInput={(event) => setName(event.currentTarget.value)} />
            {name.trim() && <small>Its id will be {id}</small>}
          </label>
        </div>
      )}
      <label>
        Formula
        <textarea
          value={text}
          spellcheck={false}
          autocapitalize="off"
          aria-describedby="formula-now"
          aria-invalid={text.trim() !== '' && formula.trouble !== ''}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <Preview text={text} trouble={trouble || (text.trim() ? formula.trouble : '')} terms={formula.terms} />
      <ul class="parts" aria-label="Meters to put into the formula">
        {parts.map((each) => {
          const term = formula.terms.find((one) => one.meter === each.id);
          return (
            <li key={each.id}>
              <span>{each.name}</span>
              <button type="button" class="button small" aria-pressed={term?.sign === 1} aria-label={`Add ${each.name}`} onClick={() => setText(withTerm(text, each.id, 1))}>
                +
              </button>
              <button type="button" class="button small" aria-pressed={term?.sign === -1} aria-label={`Subtract ${each.name}`} onClick={() => setText(withTerm(text, each.id, -1))}>
                −
              </button>
            </li>
          );
        })}
      </ul>
      <div class="form-end">
        <button type="submit" class="button main">
          {meter ? 'Save the formula' : 'Make the meter'}
        </button>
        <button type="button" class="button" onClick={() => done('')}>
          Cancel
        </button>
      </div>
    </form>
  );
}

function Preview({ text, trouble, terms }: { text: string; trouble: string; terms: { meter: string; sign: 1 | -1 }[] }) {
  void digits.value;
  const watts = total(terms, (meter) => live(meter, 'power')?.value);
  return (
    <p id="formula-now" class={trouble ? 'warn-ink' : ''} role={trouble ? 'alert' : undefined}>
      {trouble || (text.trim() ? <>Right now <b>{watts === undefined ? MISSING : joined(power(watts))}</b>, as its meters are.</> : 'Choose meters below, or write their ids.')}
    </p>
  );
}

/** An id that is free, out of a name. */
function idOf(name: string, all: Meter[]): string {
  const base = name.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 56) || 'sum';
  const taken = new Set(all.map((meter) => meter.id));
  let id = base;
  for (let count = 2; taken.has(id); count++) id = `${base}-${count}`;
  return id;
}
