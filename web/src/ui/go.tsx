/** A link to another screen, for the same site and period; nothing where there is no such screen. */
import type { ComponentChildren } from 'preact';
import { follow, hrefOf, query } from '../shell/router';
import { hasScreen } from '../shell/screens';

interface Props {
  to: string;
  more?: Record<string, string>;
  class?: string;
  children: ComponentChildren;
}

export function Go({ to, more = {}, class: name = '', children }: Props) {
  void query.value;
  if (!hasScreen(to)) return null;
  return (
    <a class={name} href={hrefOf(to, more)} onClick={(event) => follow(event, to, more)}>
      {children}
    </a>
  );
}
