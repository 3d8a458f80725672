/** Which tariff a site has, and the ways to change that; each can be taken back. */
import { signal } from '@preact/signals';
import * as api from '../api';
import { adopt, site } from '../live/store';
import { go, query } from '../shell/router';
import { say } from '../ui/toast';

/** Moves when a tariff was written anew: what was reckoned with it is asked for again. */
export const revision = signal(0);

/** Opens the editor: of a tariff, or with "new" of one that is not there yet. */
export function editTariff(id: string): void {
  const params = new URLSearchParams(query.value);
  params.set('tariff', id);
  go('/costs', params);
}

export function closeEditor(): void {
  const params = new URLSearchParams(query.value);
  params.delete('tariff');
  go('/costs', params);
}

/** Gives a site another tariff; for ten seconds there is a way back. */
export async function useTariff(id: string, name: string): Promise<void> {
  const at = site.value;
  if (!at) return;
  const before = at.tariff ?? null;
  adopt(await api.putSite(at.id, { tariff: id }));
  say(`${at.name} is reckoned with ${name} now.`, async () => adopt(await api.putSite(at.id, { tariff: before })));
}
