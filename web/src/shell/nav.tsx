/** The way to the screens: a rail on a desk, a row of tabs and a sheet with the rest on a phone. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../ui/icons';
import { prepare } from './lazy';
import { follow, hrefOf, query, screen } from './router';
import { SCREENS, type Screen } from './screens';

function Item({ to, done }: { to: Screen; done?: () => void }) {
  void query.value;
  return (
    <a
      href={hrefOf(to.id)}
      aria-current={screen.value === to.id ? 'page' : undefined}
      onPointerEnter={() => prepare(to.id)}
      onFocus={() => prepare(to.id)}
      onClick={(event) => {
        follow(event, to.id);
        done?.();
      }}
    >
      <Icon name={to.id} />
      <span>{to.name}</span>
    </a>
  );
}

export function Rail() {
  return (
    <nav class="rail" aria-label="Screens">
      <p class="mark">
        <img src="/favicon.svg" alt="" width="30" height="30" />
        <span>Wattsocket</span>
      </p>
      {SCREENS.map((each) => (
        <Item key={each.id} to={each} />
      ))}
    </nav>
  );
}

export function Tabs() {
  const [open, setOpen] = useState(false);
  const rest = SCREENS.filter((each) => !each.tab);
  const isThere = rest.some((each) => each.id === screen.value);
  return (
    <nav class="tabs" aria-label="Screens, below">
      {SCREENS.filter((each) => each.tab).map((each) => (
        <Item key={each.id} to={each} done={() => setOpen(false)} />
      ))}
      <button type="button" aria-expanded={open} aria-haspopup="dialog" class={isThere ? 'here' : ''} onClick={() => setOpen(!open)}>
        <Icon name="more" />
        <span>More</span>
      </button>
      {open && <More rest={rest} close={() => setOpen(false)} />}
    </nav>
  );
}

function More({ rest, close }: { rest: Screen[]; close: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.querySelector('a')?.focus();
    const press = (event: KeyboardEvent) => event.key === 'Escape' && close();
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  return (
    <div class="more-veil" onClick={close}>
      <div class="more-sheet" role="dialog" aria-label="More screens" ref={place} onClick={(event) => event.stopPropagation()}>
        {rest.map((each) => (
          <Item key={each.id} to={each} done={close} />
        ))}
      </div>
    </div>
  );
}
