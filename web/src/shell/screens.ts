/**
 * The screens, in the order of the navigation and of the keys 1 to 9. A screen is one line here: its
 * code is loaded when it is gone to. `tab` puts it in the row below on a phone; the rest is in the
 * sheet behind "More".
 */
import type { ComponentType } from 'preact';

export interface Screen {
  id: string;
  path: string;
  name: string;
  tab?: true;
  load: () => Promise<ComponentType>;
}

export const SCREENS: Screen[] = [
  { id: 'now', path: '/', name: 'Now', tab: true, load: () => import('../now/now').then((at) => at.Now) },
  { id: 'history', path: '/history', name: 'History', tab: true, load: () => import('../history/history').then((at) => at.History) },
  { id: 'circuits', path: '/circuits', name: 'Circuits', tab: true, load: () => import('../circuits/circuits').then((at) => at.Circuits) },
  { id: 'flow', path: '/flow', name: 'Flow', load: () => import('../flow/flow').then((at) => at.FlowScreen) },
  { id: 'costs', path: '/costs', name: 'Costs', tab: true, load: () => import('../costs/costs').then((at) => at.Costs) },
  { id: 'demand', path: '/demand', name: 'Demand', load: () => import('../demand/demand').then((at) => at.Demand) },
  { id: 'carbon', path: '/carbon', name: 'Carbon', load: () => import('../carbon/carbon').then((at) => at.Carbon) },
  { id: 'meters', path: '/meters', name: 'Meters', load: () => import('../meters/meters').then((at) => at.Meters) },
  { id: 'settings', path: '/settings', name: 'Settings', load: () => import('../settings/settings').then((at) => at.Settings) },
];

/** Whether there is such a screen, for links from one to another. */
export const hasScreen = (id: string) => SCREENS.some((each) => each.id === id);
