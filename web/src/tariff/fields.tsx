/** Fields of the form. Each knows its path in the document, and shows the fault that is found there. */
import { createContext, type ComponentChildren } from 'preact';
import { useContext, useId } from 'preact/hooks';
import { typed } from './tariff';

/** Faults by path. */
export const Faults = createContext<ReadonlyMap<string, string>>(new Map());
/** What a price is of, for labels: EUR. */
export const Currency = createContext('EUR');

interface FieldProps {
  path: string;
  label: string;
  value: string;
  change: (value: string) => void;
  unit?: string;
  type?: 'text' | 'date' | 'number';
  hint?: string;
  class?: string;
}

export function Field({ path, label, value, change, unit, type = 'text', hint, class: name = '' }: FieldProps) {
  const id = useId();
  const known = useContext(Faults).get(path);
  // A number that is none is said at once; what is only missing waits until it is asked for.
  const fault = known ?? (type === 'number' && value !== '' && typed(value) === undefined ? 'This is not a number.' : undefined);
  const props = {
    id,
    value,
    'data-path': path,
    'aria-invalid': fault ? ('true' as const) : undefined,
    'aria-describedby': fault || hint ? `${id}-says` : undefined,
    onInput: (event: { currentTarget: HTMLInputElement }) => change(event.currentTarget.value),
  };
  return (
    <p class={`entry ${name} ${fault ? 'wrong' : ''}`}>
      <label for={id}>
        {label}
        {unit && <small> {unit}</small>}
      </label>
      {type === 'date' ? <input type="date" {...props} /> : <input type="text" inputMode={type === 'number' ? 'decimal' : 'text'} autocomplete="off" {...props} />}
      {(fault || hint) && (
        <small id={`${id}-says`} class={fault ? 'fault' : ''}>
          {fault ?? hint}
        </small>
      )}
    </p>
  );
}

export function PriceField(props: Omit<FieldProps, 'type' | 'unit'> & { per: string }) {
  const currency = useContext(Currency);
  return <Field {...props} type="number" unit={`${currency}/${props.per}`} />;
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  options: { value: T; name: string }[];
  change: (value: T) => void;
}

/** A few ways, one of them chosen. */
export function Choice<T extends string>({ label, value, options, change }: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset class="segments choices">
      <legend class="hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.value} class={option.value === value ? 'on' : ''}>
          <input type="radio" class="hidden" name={name} checked={option.value === value} onChange={() => change(option.value)} />
          {option.name}
        </label>
      ))}
    </fieldset>
  );
}

interface RowsProps {
  title: string;
  about: string;
  add: string;
  onAdd: () => void;
  children: ComponentChildren;
}

/** A list of like things that one adds to. */
export function Rows({ title, about, add, onAdd, children }: RowsProps) {
  return (
    <div class="rows">
      <div class="rows-head">
        <p>
          <b>{title}</b> <small>{about}</small>
        </p>
        <button type="button" class="button small" onClick={onAdd}>
          {add}
        </button>
      </div>
      {children}
    </div>
  );
}

export function Remove({ what, click }: { what: string; click: () => void }) {
  return (
    <button type="button" class="round remove" aria-label={`Remove ${what}`} title={`Remove ${what}`} onClick={click}>
      ×
    </button>
  );
}

/** A copy of a list with one place changed, or without it. */
export const replaced = <T,>(list: readonly T[], at: number, value: T): T[] => list.map((each, i) => (i === at ? value : each));
export const removed = <T,>(list: readonly T[], at: number): T[] => list.filter((_, i) => i !== at);
