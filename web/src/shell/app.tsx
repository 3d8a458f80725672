/** The frame around every screen: navigation, the site, the state of the line. */
import { useEffect, useState } from 'preact/hooks';
import { locked } from '../api';
import { isTimed, link, newBuild } from '../live/link';
import { isDemo, loaded, look, meters, paused, signIn, site, sites, trouble } from '../live/store';
import { FirstReading } from '../meters/first-reading';
import { Icon } from '../ui/icons';
import { Toasts } from '../ui/toast';
import { LiveChip } from './chip';
import { Help } from './help';
import { isForPage } from './keys';
import { prepare, ScreenOf } from './lazy';
import { Rail, Tabs } from './nav';
import { go, screen, show } from './router';
import { SCREENS } from './screens';
import { nextTheme, theme } from './theme';
import './shell.css';

export function App() {
  const [help, setHelp] = useState(false);
  useKeys(() => setHelp((open) => !open));
  const offline = link.value.name === 'waiting' && Date.now() - link.value.since > 3_000;
  return (
    <div class="shell">
      <a class="skip" href="#main">
        Skip to content
      </a>
      <Rail />
      <header class="bar">
        <SiteName />
        <div class="bar-end">
          {isDemo() && <span class="chip demo">Demo</span>}
          {newBuild.value && (
            <button type="button" class="chip" onClick={() => location.reload()}>
              New version, reload
            </button>
          )}
          <LiveChip />
          <button
            type="button"
            class="round"
            onClick={nextTheme}
            aria-label={`Theme: ${theme.value}. Change`}
            title={`Theme: ${theme.value}`}
          >
            <Icon name="theme" size={19} />
          </button>
        </div>
      </header>
      <main id="main" class={offline ? 'dimmed' : ''} tabIndex={-1}>
        <Body />
      </main>
      <Tabs />
      <Toasts />
      {locked.value && <SignIn />}
      {help && <Help close={() => setHelp(false)} />}
    </div>
  );
}

function Body() {
  if (trouble.value && !loaded.value) {
    return (
      <section class="card notice" role="alert">
        <h1>Nothing to show yet</h1>
        <p>{trouble.value}</p>
        <button type="button" class="button" onClick={() => location.reload()}>
          Try again
        </button>
      </section>
    );
  }
  const needsMeters = screen.value !== 'meters' && screen.value !== 'settings';
  if (loaded.value && meters.value.length === 0 && needsMeters) return <FirstReading />;
  // The first screen shows what was seen last meanwhile; the others ask for times.
  if (!isTimed.value && screen.value !== 'now') return <Early id={screen.value} />;
  return <ScreenOf id={screen.value} />;
}

/** A screen whose code comes while the server says what time it is. */
function Early({ id }: { id: string }) {
  useEffect(() => prepare(id), [id]);
  return <div class="card waiting late" aria-busy="true" aria-label="Connecting" />;
}

function SiteName() {
  const all = sites.value;
  if (all.length < 2) return <p class="site">{site.value?.name ?? 'Wattsocket'}</p>;
  return (
    <label class="site">
      <span class="hidden">Site</span>
      <select
        value={site.value?.id}
        onChange={(event) => {
          const chosen = all.find((each) => each.id === event.currentTarget.value);
          if (!chosen) return;
          go(location.pathname, new URLSearchParams({ site: chosen.id }));
          void look(chosen);
        }}
      >
        {all.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
    </label>
  );
}

function SignIn() {
  const [secret, setSecret] = useState('');
  return (
    <div class="sheet" role="dialog" aria-modal="true" aria-labelledby="sign-in">
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault();
          signIn(secret.trim());
        }}
      >
        <h2 id="sign-in">This server asks for a token</h2>
        <p>The first start printed one. An admin makes more with ./wattsocket token create.</p>
        <label>
          Token
          <input
            type="password"
            autocomplete="current-password"
            value={secret}
            onInput={(event) => setSecret(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button">
          Sign in
        </button>
      </form>
    </div>
  );
}

function useKeys(toggleHelp: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isForPage(event)) return;
      const chosen = SCREENS[Number(event.key) - 1];
      if (chosen) show(chosen.id);
      else if (event.key === '?') toggleHelp();
      else if (event.key === 'l' || event.key === 'L') paused.value = false;
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}
