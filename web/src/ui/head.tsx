/** The head of a screen: its name, the period where it has one, and its tools. */
import type { ComponentChildren } from 'preact';
import type { PeriodName } from '../calendar';
import { PeriodControl } from './period';

interface Props {
  title: string;
  /** The periods to choose from; without them the screen has none. */
  periods?: PeriodName[] | 'all';
  children?: ComponentChildren;
}

export function Head({ title, periods, children }: Props) {
  return (
    <div class="screen-head">
      <h1>{title}</h1>
      {periods && <PeriodControl {...(periods === 'all' ? {} : { names: periods })} />}
      {children && <div class="screen-tools">{children}</div>}
    </div>
  );
}
