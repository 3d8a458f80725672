/** A card and the states that each one has: waiting in its final size, empty, in trouble, there. */
import type { ComponentChildren } from 'preact';
import type { Load } from './load';
import { Icon } from './icons';

interface CardProps {
  id: string;
  title: ComponentChildren;
  note?: ComponentChildren;
  tools?: ComponentChildren;
  class?: string;
  children: ComponentChildren;
}

export function Card({ id, title, note, tools, class: name = '', children }: CardProps) {
  return (
    <section class={`card ${name}`} aria-labelledby={id}>
      <div class="card-head">
        <h2 id={id}>
          {title} {note && <small>{note}</small>}
        </h2>
        {tools && <div class="card-tools">{tools}</div>}
      </div>
      {children}
    </section>
  );
}

interface LoadedProps<T> {
  load: Load<T>;
  /** What is shown, for the sentence that says it is not: "The costs of March". */
  what: string;
  /** Pixels that it will take, so that nothing jumps. */
  height: number;
  isEmpty?: (data: T) => boolean;
  empty?: ComponentChildren;
  children: (data: T) => ComponentChildren;
}

/** What was loaded, or how far that is. */
export function Loaded<T>({ load, what, height, isEmpty, empty, children }: LoadedProps<T>) {
  const { data } = load;
  if (data === undefined && load.trouble) return <Trouble what={what} load={load} height={height} />;
  if (data === undefined) return <div class="skeleton waiting late" style={{ minHeight: `${height}px` }} role="status" aria-busy="true" aria-label={`${what}: loading`} />;
  return (
    <>
      {load.trouble && <Trouble what={what} load={load} />}
      {isEmpty?.(data) ? empty : <div class={load.isWaiting ? 'renewing' : ''}>{children(data)}</div>}
    </>
  );
}

function Trouble({ what, load, height = 0 }: { what: string; load: Load<unknown>; height?: number }) {
  return (
    <div class="trouble" role="alert" style={height > 0 ? { minHeight: `${height}px` } : {}}>
      <p>
        <Icon name="warning" size={18} /> {what} can’t be shown. {load.trouble}
        {load.status > 0 && <small> ({load.status})</small>}
      </p>
      <button type="button" class="button small" onClick={load.retry}>
        Retry
      </button>
    </div>
  );
}

/** Why there is nothing, and the one thing to do about it. */
export function Empty({ text, height = 120, children }: { text: string; height?: number; children?: ComponentChildren }) {
  return (
    <div class="empty" style={{ minHeight: `${height}px` }}>
      <p>{text}</p>
      {children}
    </div>
  );
}

/** How much of something was measured, where that is not all of it. */
export function Measured({ part }: { part: number | null | undefined }) {
  if (part === null || part === undefined || part >= 0.995) return null;
  return <span class="badge">{Math.floor(part * 100)} % measured</span>;
}
