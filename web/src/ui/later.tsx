/** A part of a screen whose code is loaded when it is first drawn; until then nothing is there. */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

export function later<P extends object>(load: () => Promise<ComponentType<P>>): (props: P) => preact.JSX.Element | null {
  let known: ComponentType<P> | undefined;
  return function Later(props: P) {
    const [, drawn] = useState(false);
    useEffect(() => {
      if (known) return;
      load().then(
        (component) => drawn(!!(known = component)),
        // The server has a newer page by now, or is away; the shell says which.
        () => undefined,
      );
    }, []);
    const Known = known;
    return Known ? <Known {...props} /> : null;
  };
}
