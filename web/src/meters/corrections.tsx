/** "This reading is wrong": find it, give it another value or delete it; each correction can be undone. */
import { useEffect, useState } from 'preact/hooks';
import * as api from '../api';
import { dayTime } from '../format';
import { serverNow } from '../live/link';
import { reread, site } from '../live/store';
import type { Channel, Correction, Meter } from '../model';
import { Card, Empty, Loaded } from '../ui/card';
import { useLoad } from '../ui/load';
import { say, sayWrong } from '../ui/toast';
import { displayed, fromWallText, fromWire, toWire, wallText, whole } from './texts';

/** Readings on either side of the time that is looked at. */
const AROUND = 12;
const PERIOD_LEAST = 1_000;
const PERIOD_UNKNOWN = 60_000;

export interface Place {
  channel: string;
  time: number;
}

export function Corrections({ meter, open, close }: { meter: Meter; open: Place | null; close: (place: Place | null) => void }) {
  const list = useLoad(`corrections ${meter.id}`, () => api.corrections(meter.id));
  const done = (channel: string) => {
    list.retry();
    return reread(meter.id, channel);
  };
  const undo = (correction: Correction) => api.undoCorrection(meter.id, correction.id).then(() => done(correction.channel));
  const last = meter.channels.find((channel) => channel.last);
  const tools = last?.last && !open && (
    <button type="button" class="button small" onClick={() => close({ channel: last.name, time: last.last?.time ?? serverNow() })}>
      A reading is wrong…
    </button>
  );
  return (
    <Card id="corrections" title="Corrections" tools={tools}>
      {open && <Correct meter={meter} place={open} look={close} done={done} />}
      <Loaded load={list} what="The corrections" height={60} isEmpty={(data) => data.length === 0} empty={<Empty height={60} text="No reading of this meter was ever changed by hand." />}>
        {(data) => (
          <ul class="log">
            {data.toReversed().map((each) => (
              <Entry key={each.id} meter={meter} correction={each} undo={() => void undo(each).then(() => say('The reading is as it came.'), sayWrong)} />
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}

function Entry({ meter, correction, undo }: { meter: Meter; correction: Correction; undo: () => void }) {
  const zone = site.value?.zone ?? 'UTC';
  const unit = meter.channels.find((channel) => channel.name === correction.channel)?.unit ?? '';
  const shown = (number: number | null) => (number === null ? 'nothing' : whole(number, unit));
  return (
    <li class={correction.undone === null ? '' : 'undone'}>
      <div>
        <b>
          {correction.channel} at {dayTime(correction.time, zone)}
        </b>
        <p>
          {shown(correction.old)} → {correction.new === null ? 'deleted' : shown(correction.new)}
        </p>
        <small>
          {correction.note && `“${correction.note}”, `}by {correction.by}, {dayTime(correction.entered, zone)}
          {correction.undone !== null && `; undone ${dayTime(correction.undone, zone)}`}
        </small>
      </div>
      {correction.undone === null && (
        <button type="button" class="button small" aria-label={`Undo the correction of ${correction.channel}`} onClick={undo}>
          Undo
        </button>
      )}
    </li>
  );
}

interface CorrectProps {
  meter: Meter;
  place: Place;
  look: (place: Place | null) => void;
  done: (channel: string) => Promise<void>;
}

function Correct({ meter, place, look, done }: CorrectProps) {
  const zone = site.value?.zone ?? 'UTC';
  const channel = meter.channels.find((each) => each.name === place.channel) ?? meter.channels[0];
  const step = Math.max(PERIOD_LEAST, meter.period ?? PERIOD_UNKNOWN);
  const readings = useLoad(`readings ${meter.id} ${place.channel} ${place.time}`, (abort) => api.readings(meter.id, place.channel, place.time - AROUND * step, place.time + AROUND * step, abort));
  const [chosen, choose] = useState<number | null>(null);
  useEffect(() => choose(null), [place.channel, place.time]);
  if (!channel) return null;
  const nearest = (readings.data ?? []).slice().sort((a, b) => Math.abs(a.time - place.time) - Math.abs(b.time - place.time));
  const shown = nearest.slice(0, AROUND).sort((a, b) => b.time - a.time);
  const at = chosen ?? nearest[0]?.time ?? null;
  const reading = shown.find((each) => each.time === at);
  return (
    <div class="form correct" role="group" aria-label="Correct a reading">
      <div class="form-row">
        <label>
          What
          <select value={place.channel} onChange={(event) => look({ ...place, channel: event.currentTarget.value })}>
            {meter.channels.map((each) => (
              <option key={each.name} value={each.name}>
                {each.name}
              </option>
            ))}
          </select>
        </label>
        <label>
          Around
          <input
            type="datetime-local"
            step="1"
            value={wallText(place.time, zone)}
            max={wallText(serverNow(), zone)}
            onChange={(event) => {
              const time = fromWallText(event.currentTarget.value, zone);
              if (time !== undefined) look({ ...place, time });
            }}
          />
        </label>
      </div>
      <Loaded load={readings} what="The readings" height={150} isEmpty={(data) => data.length === 0} empty={<Empty height={80} text="Nothing came around that time. Choose another one." />}>
        {() => (
          <div class="picks" role="radiogroup" aria-label="Which reading">
            {shown.map((each) => (
              <label key={each.time}>
                <input type="radio" name="reading" checked={each.time === at} onChange={() => choose(each.time)} />
                <span>
                  {dayTime(each.time, zone)}
                  {each.time % 1_000 > 0 && <small>.{String(each.time % 1_000).padStart(3, '0')}</small>}
                </span>
                <b>{whole(each.value, channel.unit)}</b>
              </label>
            ))}
          </div>
        )}
      </Loaded>
      {reading && <Fix key={reading.time} meter={meter} channel={channel} reading={reading} close={() => look(null)} done={done} />}
    </div>
  );
}

interface FixProps {
  meter: Meter;
  channel: Channel;
  reading: { time: number; value: number };
  close: () => void;
  done: (channel: string) => Promise<void>;
}

function Fix({ meter, channel, reading, close, done }: FixProps) {
  const [text, setText] = useState(fromWire(reading.value, channel.unit));
  const [note, setNote] = useState('');
  const [trouble, setTrouble] = useState('');
  const send = (wanted: number | null) => {
    api.postCorrection(meter.id, { channel: channel.name, time: reading.time, value: wanted, note: note.trim() }).then(
      (made) => {
        say(wanted === null ? 'The reading is deleted.' : 'The reading is corrected.', () => api.undoCorrection(meter.id, made.id).then(() => done(channel.name)));
        close();
        void done(channel.name).catch(sayWrong);
      },
      (cause: unknown) => setTrouble(cause instanceof Error ? cause.message : String(cause)),
    );
  };
  const save = () => {
    const wanted = toWire(text, channel.unit);
    if (wanted === undefined) setTrouble(`A number, such as ${fromWire(reading.value, channel.unit)}.`);
    else if (wanted === reading.value) setTrouble('That is the value that it has.');
    else send(wanted);
  };
  return (
    <>
      <div class="form-row">
        <label>
          Right value, {displayed(channel.unit).unit || 'as sent'}
          <input type="text" inputMode="decimal" value={text} aria-invalid={trouble !== ''} onInput={(event) => setText(event.currentTarget.value)} />
        </label>
        <label>
          Note
          <input type="text" value={note} placeholder="Why, for those who look later" onInput={(event) => setNote(event.currentTarget.value)} />
        </label>
      </div>
      {trouble && (
        <p class="warn-ink" role="alert">
          {trouble}
        </p>
      )}
      <div class="form-end">
        <button type="button" class="button main" onClick={save}>
          Correct it
        </button>
        <button type="button" class="button" onClick={() => send(null)}>
          Delete this reading
        </button>
        <button type="button" class="button" onClick={close}>
          Cancel
        </button>
      </div>
      <p class="quiet">What came stays known, and can be had back. Every figure of that time is reckoned anew.</p>
    </>
  );
}
