/** Light, dark, or as the system has it. */
import { effect, signal } from '@preact/signals';

export type Theme = 'auto' | 'light' | 'dark';
const KEY = 'wattsocket.theme';

export const theme = signal<Theme>(stored());
/** Moves when colours change, for what draws them itself. */
export const palette = signal(0);

const system = matchMedia('(prefers-color-scheme: dark)');
const isSystemDark = signal(system.matches);
system.addEventListener('change', () => (isSystemDark.value = system.matches));

effect(() => {
  const shown = theme.value === 'auto' ? (isSystemDark.value ? 'dark' : 'light') : theme.value;
  document.documentElement.dataset['theme'] = shown;
  palette.value = palette.peek() + 1;
});

export function nextTheme(): void {
  setTheme(theme.value === 'auto' ? 'light' : theme.value === 'light' ? 'dark' : 'auto');
}

export function setTheme(wanted: Theme): void {
  theme.value = wanted;
  try {
    localStorage.setItem(KEY, theme.value);
  } catch {
    // Then it lasts as long as the page.
  }
}

/** A colour of the style sheet, as it is now. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function stored(): Theme {
  try {
    const known = localStorage.getItem(KEY);
    return known === 'light' || known === 'dark' ? known : 'auto';
  } catch {
    return 'auto';
  }
}
