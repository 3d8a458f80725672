/** Fields of a form: a name, the control, and a sentence of help or of trouble under it. */
import { useEffect, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import './form.css';

interface FieldProps {
  id: string;
  name: string;
  help?: ComponentChildren;
  trouble?: string;
  children: ComponentChildren;
}

/** The control inside has the id, and says with aria-describedby that its help is `${id}-help`. */
export function Field({ id, name, help, trouble, children }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>{name}</label>
      <div class="field-control">
        {children}
        <p id={`${id}-help`} class={trouble ? 'warn-ink' : 'quiet'} role={trouble ? 'alert' : undefined}>
          {trouble || help}
        </p>
      </div>
    </div>
  );
}

interface TextProps {
  id: string;
  name: string;
  value: string;
  help?: ComponentChildren;
  unit?: string;
  list?: string;
  inputMode?: 'decimal' | 'numeric';
  disabled?: boolean;
  /** Why a text can't be taken; empty where it can. */
  check?: (text: string) => string;
  /** Takes a text that was changed; a failure of it is shown, and the old text comes back. */
  save: (text: string) => Promise<unknown>;
}

/** A text that is saved when it is left or Enter is pressed. */
export function TextField({ id, name, value, help, unit, list, inputMode, disabled, check, save }: TextProps) {
  const [text, setText] = useState(value);
  const [trouble, setTrouble] = useState('');
  useEffect(() => setText(value), [value]);
  const done = () => {
    const wanted = text.trim();
    if (wanted === value) return;
    const wrong = check?.(wanted) ?? '';
    setTrouble(wrong);
    if (wrong) return;
    save(wanted).then(
      () => setTrouble(''),
      (cause: unknown) => setTrouble(cause instanceof Error ? cause.message : String(cause)),
    );
  };
  return (
    <Field id={id} name={name} {...(help ? { help } : {})} trouble={trouble}>
      <span class="with-unit">
        <input
          id={id}
          type="text"
          autocomplete="off"
          value={text}
          disabled={disabled}
          aria-describedby={`${id}-help`}
          aria-invalid={trouble !== ''}
          {...(list ? { list } : {})}
          {...(inputMode ? { inputMode } : {})}
          onInput={(event) => setText(event.currentTarget.value)}
          onBlur={done}
          onKeyDown={(event) => {
            if (event.key === 'Enter') done();
            else if (event.key === 'Escape') setText(value);
          }}
        />
        {unit && <span>{unit}</span>}
      </span>
    </Field>
  );
}

interface SelectProps {
  id: string;
  name: string;
  value: string;
  options: { value: string; name: string }[];
  help?: ComponentChildren;
  disabled?: boolean;
  save: (value: string) => Promise<unknown>;
}

/** A choice that is saved at once. */
export function SelectField({ id, name, value, options, help, disabled, save }: SelectProps) {
  const [trouble, setTrouble] = useState('');
  const all = options.some((option) => option.value === value) ? options : [{ value, name: value }, ...options];
  return (
    <Field id={id} name={name} {...(help ? { help } : {})} trouble={trouble}>
      <select
        id={id}
        value={value}
        disabled={disabled}
        aria-describedby={`${id}-help`}
        onChange={(event) => {
          const control = event.currentTarget;
          save(control.value).then(
            () => setTrouble(''),
            (cause: unknown) => {
              control.value = value;
              setTrouble(cause instanceof Error ? cause.message : String(cause));
            },
          );
        }}
      >
        {all.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </Field>
  );
}
