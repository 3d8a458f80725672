/** The tariff editor: a document with dated versions, asked for, never assumed; seen before it is saved. */
import { useEffect, useRef, useState } from 'preact/hooks';
import * as api from '../api';
import { dayOf, dayText } from '../calendar';
import { closeEditor, editTariff, revision } from '../costs/tariff-actions';
import { dayName } from '../format';
import { serverNow } from '../live/link';
import { adopt, site, sites } from '../live/store';
import type { Tariff, TariffVersion } from '../model';
import { query } from '../shell/router';
import { Card, Loaded } from '../ui/card';
import { useLoad } from '../ui/load';
import { say } from '../ui/toast';
import { faultOf, faultsOf, type Fault } from './checks';
import { Energy } from './energy';
import { Extras, FeedIn } from './extras';
import { Currency, Faults, Field, removed, replaced } from './fields';
import { Outcome } from './outcome';
import { Review } from './review';
import { idOf, PRESETS, tidy, versionOn, withVersion } from './tariff';
import './tariff.css';

/** What was left without saving, for the way back. */
const left = new Map<string, Tariff>();

export function Editor() {
  const id = query.value.get('tariff') ?? 'new';
  const list = useLoad('tariffs', () => api.tariffs());
  const isNew = id === 'new';
  const load = useLoad(isNew ? '' : id, () => api.tariff(id));
  const [begun, setBegun] = useState<Tariff | null>(left.get(id) ?? null);
  const known = list.data ?? [];
  const here = known.find((each) => each.id === id);
  const common = { id: isNew ? null : id, taken: known.map((each) => each.id), elsewhere: (here?.sites ?? []).filter((each) => each !== site.value?.id) };
  return (
    <Currency.Provider value={site.value?.currency ?? 'EUR'}>
      <div class="editor">
        <div class="screen-head">
          <button type="button" class="button small" onClick={closeEditor}>
            ‹ Costs
          </button>
          <h1>{isNew ? 'New tariff' : (here?.name ?? id)}</h1>
        </div>
        {isNew && !begun && <Beginnings begin={setBegun} />}
        {isNew && begun && <Form {...common} original={null} first={begun} />}
        {!isNew && (
          <Loaded load={load} what="The tariff" height={500}>
            {(tariff) => <Form key={id} {...common} original={tariff} first={begun ?? tariff} />}
          </Loaded>
        )}
      </div>
    </Currency.Provider>
  );
}

function Beginnings({ begin }: { begin: (tariff: Tariff) => void }) {
  const zone = site.value?.zone ?? 'UTC';
  const from = `${dayText(dayOf(serverNow(), zone)).slice(0, 4)}-01-01`;
  return (
    <Card id="beginnings" title="What is it like?" note="every price is asked for, none is assumed">
      <ul class="presets">
        {PRESETS.map((preset) => (
          <li key={preset.id}>
            <button type="button" onClick={() => begin({ name: '', versions: [{ from, ...preset.make() }] })}>
              <svg viewBox="0 0 72 30" aria-hidden="true">
                <path d={preset.glyph} />
              </svg>
              <b>{preset.name}</b>
              <span>{preset.about}</span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

interface FormProps {
  /** Null for one that is not saved yet. */
  id: string | null;
  original: Tariff | null;
  first: Tariff;
  taken: string[];
  elsewhere: string[];
}

function Form({ id, original, first, taken, elsewhere }: FormProps) {
  const [steps, setSteps] = useState<Tariff[]>([first]);
  const [isAsked, setAsked] = useState(false);
  const [isReviewed, setReviewed] = useState(false);
  const [found, setFound] = useState<Fault | null>(null);
  const tariff = steps[steps.length - 1] ?? first;
  const today = dayText(dayOf(serverNow(), site.value?.zone ?? 'UTC'));
  const [open, setOpen] = useState(versionOn(tariff, today) ?? 0);
  const at = Math.min(open, tariff.versions.length - 1);
  const isSaved = useRef(false);
  const isDirty = steps.length > 1 || first !== original;
  useLeaving(id ?? 'new', tariff, isDirty, isSaved);
  const change = (next: Tariff) => {
    setFound(null);
    setSteps(typing(steps, next));
  };
  const faults = faultsOf(tariff);
  const shown = new Map([...(isAsked ? faults : []), ...(found?.path ? [found] : [])].map((fault) => [fault.path, fault.text]));
  const version = tariff.versions[at];
  const review = () => {
    setAsked(true);
    if (faults[0]) goTo(faults[0].path, setOpen);
    else setReviewed(true);
  };
  const wrong = (detail: string) => {
    const fault = faultOf(detail);
    setFound(fault);
    setReviewed(false);
    if (fault.path) goTo(fault.path, setOpen);
  };
  const save = async (use: boolean) => {
    await store(id ?? idOf(tariff.name, taken), original, tidy(tariff), use);
    isSaved.current = true;
    closeEditor();
  };
  if (isReviewed) {
    const isHere = id !== null && site.value?.tariff === id;
    return <Review tariff={tidy(tariff)} isHere={isHere} elsewhere={elsewhere.map((each) => sites.value.find((other) => other.id === each)?.name ?? each)} save={save} back={() => setReviewed(false)} wrong={wrong} />;
  }
  return (
    <Faults.Provider value={shown}>
      <form
        class="editor-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          review();
        }}
      >
        <div class="column">
          <section class="card" aria-label="Name and versions">
            <Field path="name" label="Name" value={tariff.name} change={(name) => change({ ...tariff, name })} hint="As your contract calls it" />
            {original && <Versions tariff={tariff} at={at} today={today} open={setOpen} change={change} />}
          </section>
          {version && <VersionForm key={at} at={at} version={version} change={(next) => change({ ...tariff, versions: replaced(tariff.versions, at, next) })} />}
        </div>
        <aside class="card outcome">
          {version && <Outcome version={version} />}
          {found && (
            <p class="fault" role="alert">
              {found.text}
            </p>
          )}
          {isAsked && faults.length > 0 && (
            <p class="fault" role="alert">
              {faults.length === 1 ? 'One field is' : `${faults.length} fields are`} still to be filled in.
            </p>
          )}
          <div class="row">
            <button type="submit" class="button primary" disabled={!isDirty}>
              See what it changes
            </button>
            <button type="button" class="button" disabled={steps.length < 2} onClick={() => setSteps(steps.slice(0, -1))}>
              Undo
            </button>
          </div>
        </aside>
      </form>
    </Faults.Provider>
  );
}

const STEPS_MOST = 200;

/** Letters typed one after another into one field are one step back. */
function typing(steps: Tariff[], next: Tariff): Tariff[] {
  const field = document.activeElement instanceof HTMLInputElement ? document.activeElement : null;
  const isGoing = field !== null && field.type === 'text' && field.dataset['typing'] === String(steps.length) && steps.length > 1;
  if (isGoing) return [...steps.slice(0, -1), next];
  if (field) field.dataset['typing'] = String(steps.length + 1);
  return [...steps.slice(-STEPS_MOST), next];
}

/** Says that something was left unsaved, with the way back to it. */
function useLeaving(id: string, tariff: Tariff, isDirty: boolean, isSaved: { current: boolean }): void {
  const last = useRef({ tariff, isDirty });
  last.current = { tariff, isDirty };
  useEffect(() => {
    left.delete(id);
    return () => {
      if (!last.current.isDirty || isSaved.current) return;
      const { tariff: kept } = last.current;
      say(`${kept.name || 'The new tariff'} was not saved.`, async () => {
        left.set(id, kept);
        editTariff(id);
      });
    };
  }, []);
}

/** Brings the field of a fault into view, whichever version it is in. */
function goTo(path: string, open: (at: number) => void): void {
  const version = /^versions\[(\d+)\]/.exec(path)?.[1];
  if (version !== undefined) open(Number(version));
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const field = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
      field?.scrollIntoView({ block: 'center' });
      field?.focus();
    }),
  );
}

/** Writes it, and gives the site this tariff where that is wanted; for ten seconds there is a way back. */
async function store(id: string, original: Tariff | null, tariff: Tariff, use: boolean): Promise<void> {
  const at = site.value;
  const before = at?.tariff ?? null;
  await api.putTariff(id, tariff);
  if (use && at) adopt(await api.putSite(at.id, { tariff: id }));
  revision.value++;
  say(`${tariff.name} is saved.`, async () => {
    if (use && at) adopt(await api.putSite(at.id, { tariff: before }));
    if (original) await api.putTariff(id, original);
    else await api.deleteTariff(id);
    revision.value++;
  });
}

interface VersionsProps {
  tariff: Tariff;
  at: number;
  today: string;
  open: (at: number) => void;
  change: (tariff: Tariff) => void;
}

/** The days from which prices hold: a row of tabs, the newest last. */
function Versions({ tariff, at, today, open, change }: VersionsProps) {
  const [next, setNext] = useState('');
  const holds = versionOn(tariff, today);
  const made = next ? withVersion(tariff, next) : tariff;
  return (
    <div class="versions">
      <div class="segments" role="group" aria-label="Version">
        {tariff.versions.map((version, i) => (
          <button key={i} type="button" aria-pressed={i === at} onClick={() => open(i)}>
            from {version.from ? dayName(version.from) : 'which day?'} {i === holds && <small>holds today</small>}
          </button>
        ))}
      </div>
      <div class="row">
        <Field path="next" label="New prices from" type="date" value={next} change={setNext} hint="Days before keep theirs" />
        <button
          type="button"
          class="button small"
          disabled={made === tariff}
          onClick={() => {
            change(made);
            open(made.versions.findIndex((version) => version.from === next));
            setNext('');
          }}
        >
          Add
        </button>
        {tariff.versions.length > 1 && (
          <button type="button" class="button small" onClick={() => (change({ ...tariff, versions: removed(tariff.versions, at) }), open(Math.max(0, at - 1)))}>
            Remove those from {dayName(tariff.versions[at]?.from ?? '')}
          </button>
        )}
      </div>
    </div>
  );
}

function VersionForm({ at, version, change }: { at: number; version: TariffVersion; change: (version: TariffVersion) => void }) {
  const path = `versions[${at}]`;
  return (
    <>
      <section class="card" aria-labelledby="energy">
        <div class="card-head">
          <h2 id="energy">Energy you buy</h2>
          <Field path={`${path}.from`} label="Holds from" type="date" value={version.from} change={(from) => change({ ...version, from })} />
        </div>
        <Energy path={`${path}.energy`} label="Kind of price" price={version.energy} kinds={['flat', 'bands', 'tiers', 'dynamic']} change={(energy) => change({ ...version, energy })} />
      </section>
      <FeedIn path={path} version={version} change={change} />
      <Extras path={path} version={version} change={change} />
    </>
  );
}
