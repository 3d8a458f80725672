/** The screen that is gone to: its code is loaded once, and early where a pointer is over its link. */
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { SCREENS } from './screens';

const known = signal<ReadonlyMap<string, ComponentType>>(new Map());
const failed = signal('');
const asked = new Set<string>();

type Loading = () => Promise<ComponentType>;

export function prepare(id: string): void {
  const found = SCREENS.find((each) => each.id === id);
  if (found) once(id, found.load);
}

function once(id: string, load: Loading): void {
  if (asked.has(id)) return;
  asked.add(id);
  load().then(
    (component) => (known.value = new Map(known.value).set(id, component)),
    () => {
      asked.delete(id);
      failed.value = id;
    },
  );
}

export function ScreenOf({ id }: { id: string }) {
  const found = SCREENS.find((each) => each.id === id);
  return found ? <Lazy id={id} load={found.load} /> : null;
}

/** A part of a screen that few go to, loaded like one. */
export function Lazy({ id, load }: { id: string; load: Loading }) {
  useEffect(() => once(id, load), [id]);
  const Component = known.value.get(id);
  if (Component) return <Component />;
  if (failed.value !== id) return <div class="card waiting late" aria-busy="true" aria-label="Loading" />;
  return (
    <section class="card notice" role="alert">
      <h1>This screen did not load</h1>
      <p>The server does not answer, or it has a newer page by now.</p>
      <button type="button" class="button" onClick={() => location.reload()}>
        Load again
      </button>
    </section>
  );
}
