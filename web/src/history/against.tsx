/** The choice of what the view is compared with. */
import { dayFrom, dayOf, dayText, type Calendar } from '../calendar';
import { DAY, unitOf } from '../stretches';
import { againstText, readAgainst, type Against } from './compare';

interface ChoiceProps {
  against: Against | undefined;
  range: { from: number; to: number };
  calendar: Calendar;
  now: number;
  choose: (against: Against | undefined) => void;
}

const BEFORE = { day: 'the day before', week: 'the week before', month: 'the month before', year: 'the year before' } as const;

export function AgainstChoice({ against, range, calendar, now, choose }: ChoiceProps) {
  const unit = unitOf({ start: range.from, end: range.to }, calendar) as keyof typeof BEFORE | undefined;
  const before = unit ? BEFORE[unit] : 'the stretch before';
  const sameDays = range.to - range.from <= 8 * DAY ? 'the same weekdays a year before' : 'the same dates a year before';
  const change = (kind: string) => {
    if (kind === 'day') choose({ kind, day: dayOf(range.from, calendar.zone) - 7 });
    else choose(readAgainst(kind));
  };
  return (
    <div class="against">
      <label>
        <span>Compare with</span>
        <select value={against?.kind ?? ''} onChange={(event) => change(event.currentTarget.value)}>
          <option value="">nothing</option>
          <option value="previous">{before}</option>
          <option value="year">{sameDays}</option>
          <option value="day">another day…</option>
        </select>
      </label>
      {against?.kind === 'day' && (
        <input
          type="date"
          aria-label="The other begins on"
          max={dayText(dayOf(now, calendar.zone))}
          value={againstText(against)}
          onChange={(event) => {
            const day = dayFrom(event.currentTarget.value);
            if (day !== undefined) choose({ kind: 'day', day });
          }}
        />
      )}
    </div>
  );
}
