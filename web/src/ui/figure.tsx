/** A figure with its unit, in a slot that does not move; spoken with the unit's whole name. */
import { spoken, type Shown } from '../format';

export function Figure({ shown, class: name = '' }: { shown: Shown; class?: string }) {
  return (
    <span class={`figure ${name}`}>
      <span aria-hidden="true">
        <span class="digits">{shown.number}</span>
        <small>{shown.unit}</small>
      </span>
      <span class="hidden">{spoken(shown)}</span>
    </span>
  );
}
