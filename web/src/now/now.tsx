/** The first screen: how much now, from where to where, what today was, what takes it. */
import { isDemo, loaded, meters } from '../live/store';
import { show } from '../shell/router';
import { Circuits } from './circuits';
import { FlowCard } from './flow';
import { Hero } from './hero';
import { Today } from './tiles';
import './now.css';

export function Now() {
  if (meters.value.length === 0 && !loaded.value) return <Waiting />;
  return (
    <div class="now">
      {isDemo() && <Ribbon />}
      <Hero />
      <FlowCard />
      <Today />
      <Circuits />
    </div>
  );
}

function Ribbon() {
  return (
    <p class="ribbon">
      <span>This is the demo: look around, nothing here is yours yet.</span>
      <button type="button" class="button small" onClick={() => show('meters')}>
        Connect my meter
      </button>
    </p>
  );
}

/** The screen's own shape, before anything is known. */
function Waiting() {
  return (
    <div class="now late" aria-busy="true" aria-label="Connecting">
      <div class="card hero waiting" />
      <div class="card flow waiting" />
      <div class="today">
        {[0, 1, 2, 3].map((at) => (
          <div key={at} class="card tile waiting" />
        ))}
      </div>
      <div class="card circuits waiting" />
    </div>
  );
}
