/** What was made of registers that fell, and meters that were replaced. */
import { useState } from 'preact/hooks';
import * as api from '../api';
import { dayTime, joined, energy } from '../format';
import { serverNow } from '../live/link';
import { live, site } from '../live/store';
import type { Exchange, Judgement, Meter } from '../model';
import { Card, Empty, Loaded } from '../ui/card';
import { useLoad } from '../ui/load';
import { say, sayWrong } from '../ui/toast';
import type { Place } from './corrections';
import { bringIn, displayed, fromWallText, fromWire, toWire, wallText, whole } from './texts';

const BACK = 400 * 86_400_000;
const SHOWN = 50;

const WORDS: Record<Judgement['kind'], string> = {
  rollover: 'Began again at 0',
  dip: 'A dip, left out',
  spike: 'A spike, left out',
  dropout: 'A dropout, left out',
  reset: 'Reset to 0',
  exchange: 'Another meter',
};

/** What an exchange is begun with. */
interface Begin {
  channel: string;
  time: number;
  end?: number;
  start?: number;
}

export function Registers({ meter, correct }: { meter: Meter; correct: (place: Place) => void }) {
  const [begin, setBegin] = useState<Begin | null>(null);
  const [turn, setTurn] = useState(0);
  const registers = meter.channels.filter((channel) => channel.kind === 'register');
  const first = registers[0];
  if (!first) return null;
  const renew = () => setTurn((n) => n + 1);
  return (
    <>
      <Judgements meter={meter} turn={turn} correct={correct} replace={(at) => (setBegin(at), bringIn('exchanges'))} />
      <Exchanges meter={meter} turn={turn} renew={renew} begin={begin} setBegin={setBegin} first={first.name} />
    </>
  );
}

interface JudgementsProps {
  meter: Meter;
  turn: number;
  correct: (place: Place) => void;
  replace: (begin: Begin) => void;
}

function Judgements({ meter, turn, correct, replace }: JudgementsProps) {
  const load = useLoad(`judgements ${meter.id} ${turn}`, (abort) => api.judgements(meter.id, serverNow() - BACK, serverNow(), abort));
  return (
    <Card id="judgements" title="When a register fell" note="in the last 400 days">
      <Loaded load={load} what="The log of the registers" height={80} isEmpty={(data) => data.length === 0} empty={<Empty height={60} text="Its registers only rose, as they should." />}>
        {(data) => (
          <ul class="log">
            {[...data]
              .sort((a, b) => b.time - a.time)
              .slice(0, SHOWN)
              .map((each) => (
                <Told key={`${each.channel} ${each.time}`} meter={meter} at={each} correct={correct} replace={replace} />
              ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}

function Told({ meter, at, correct, replace }: { meter: Meter; at: Judgement; correct: (place: Place) => void; replace: (begin: Begin) => void }) {
  const zone = site.value?.zone ?? 'UTC';
  const unit = meter.channels.find((channel) => channel.name === at.channel)?.unit ?? 'Wh';
  const shown = (value: number) => whole(value, unit);
  return (
    <li>
      <div>
        <b>
          {WORDS[at.kind]}
          {at.provisional && <span class="badge">not settled yet</span>}
        </b>
        <p>
          {at.channel} {shown(at.old)} → {shown(at.fallen)}
          {at.next !== null && ` → ${shown(at.next)}`}; counted {joined(energy(at.added_wh))}
        </p>
        <small>
          {dayTime(at.time, zone)}. {at.reason}
        </small>
      </div>
      <div class="log-tools">
        <button type="button" class="button small" onClick={() => correct({ channel: at.channel, time: at.time })}>
          Correct a reading
        </button>
        {at.kind === 'reset' && (
          <button type="button" class="button small" onClick={() => replace({ channel: at.channel, time: at.time, end: at.old, start: at.fallen })}>
            It was replaced
          </button>
        )}
      </div>
    </li>
  );
}

interface ExchangesProps {
  meter: Meter;
  turn: number;
  renew: () => void;
  begin: Begin | null;
  setBegin: (begin: Begin | null) => void;
  first: string;
}

function Exchanges({ meter, turn, renew, begin, setBegin, first }: ExchangesProps) {
  const load = useLoad(`exchanges ${meter.id} ${turn}`, () => api.exchanges(meter.id));
  const tools = !begin && (
    <button type="button" class="button small" onClick={() => setBegin({ channel: first, time: serverNow() })}>
      The meter was replaced…
    </button>
  );
  return (
    <Card id="exchanges" title="Replaced meters" tools={tools}>
      {begin && <Replace key={`${begin.channel} ${begin.time}`} meter={meter} begin={begin} close={() => setBegin(null)} done={renew} />}
      <Loaded load={load} what="The list of replaced meters" height={60} isEmpty={(data) => data.length === 0} empty={<Empty height={60} text="It is the same device since its first reading, as far as is known." />}>
        {(data) => (
          <ul class="log">
            {data.toReversed().map((each) => (
              <Entry key={each.id} meter={meter} exchange={each} undo={() => void api.undoExchange(meter.id, each.id).then(renew).then(() => say('The exchange is undone.'), sayWrong)} />
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}

function Entry({ meter, exchange, undo }: { meter: Meter; exchange: Exchange; undo: () => void }) {
  const zone = site.value?.zone ?? 'UTC';
  const unit = meter.channels.find((channel) => channel.name === exchange.channel)?.unit ?? 'Wh';
  const shown = (value: number) => whole(value, unit);
  return (
    <li class={exchange.undone === null ? '' : 'undone'}>
      <div>
        <b>
          {exchange.channel} at {dayTime(exchange.time, zone)}
        </b>
        <p>
          The old one ended at {shown(exchange.end_value)}, the new one began at {shown(exchange.start_value)}
        </p>
        <small>
          {exchange.note && `“${exchange.note}”, `}by {exchange.by}, {dayTime(exchange.entered, zone)}
          {exchange.undone !== null && `; undone ${dayTime(exchange.undone, zone)}`}
        </small>
      </div>
      {exchange.undone === null && (
        <button type="button" class="button small" aria-label={`Undo the exchange of ${dayTime(exchange.time, zone)}`} onClick={undo}>
          Undo
        </button>
      )}
    </li>
  );
}

function Replace({ meter, begin, close, done }: { meter: Meter; begin: Begin; close: () => void; done: () => void }) {
  const zone = site.value?.zone ?? 'UTC';
  const [channel, setChannel] = useState(begin.channel);
  const unit = meter.channels.find((each) => each.name === channel)?.unit ?? 'Wh';
  const known = begin.end ?? live(meter.id, channel)?.value;
  const [time, setTime] = useState(wallText(begin.time, zone));
  const [end, setEnd] = useState(known === undefined ? '' : fromWire(known, unit));
  const [start, setStart] = useState(fromWire(begin.start ?? 0, unit));
  const [note, setNote] = useState('');
  const [trouble, setTrouble] = useState('');
  const save = () => {
    const at = fromWallText(time, zone);
    const endValue = toWire(end, unit);
    const startValue = toWire(start, unit);
    if (at === undefined) return setTrouble('Say when it was replaced.');
    if (endValue === undefined || startValue === undefined || endValue < 0 || startValue < 0) return setTrouble(`Both values are what the displays showed, in ${displayed(unit).unit}.`);
    setTrouble('');
    api.postExchange(meter.id, { channel, time: at, end_value: endValue, start_value: startValue, note: note.trim() }).then(
      (made) => {
        say('The energy goes on with the new meter.', () => api.undoExchange(meter.id, made.id).then(done));
        close();
        done();
      },
      (cause: unknown) => setTrouble(cause instanceof Error ? cause.message : String(cause)),
    );
  };
  return (
    <form
      class="form"
      aria-label="Replace the meter"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div class="form-row">
        <label>
          Register
          <select value={channel} onChange={(event) => setChannel(event.currentTarget.value)}>
            {meter.channels
              .filter((each) => each.kind === 'register')
              .map((each) => (
                <option key={each.name} value={each.name}>
                  {each.name}
                </option>
              ))}
          </select>
        </label>
        <label>
          When
          <input type="datetime-local" step="1" value={time} onInput={(event) => setTime(event.currentTarget.value)} />
        </label>
      </div>
      <div class="form-row">
        <label>
          Old meter’s last value, {displayed(unit).unit}
          <input type="text" inputMode="decimal" value={end} onInput={(event) => setEnd(event.currentTarget.value)} />
        </label>
        <label>
          New meter’s first value, {displayed(unit).unit}
          <input type="text" inputMode="decimal" value={start} onInput={(event) => setStart(event.currentTarget.value)} />
        </label>
        <label>
          Note
          <input type="text" value={note} placeholder="Serial numbers, who did it" onInput={(event) => setNote(event.currentTarget.value)} />
        </label>
      </div>
      {trouble && (
        <p class="warn-ink" role="alert">
          {trouble}
        </p>
      )}
      <div class="form-end">
        <button type="submit" class="button main">
          Enter the exchange
        </button>
        <button type="button" class="button" onClick={close}>
          Cancel
        </button>
      </div>
    </form>
  );
}
