/** The first screen: how much now, from where to where, what today was, what takes it. */
import { figures } from '../live/figures';
import { isDemo, isKnown } from '../live/store';
import { show } from '../shell/router';
import { BillCard, DemandCard } from './bill';
import { Circuits } from './circuits';
import { FlowCard } from './flow';
import { Hero } from './hero';
import { Prices } from './prices';
import { Today } from './tiles';
import './now.css';

export function Now() {
  if (!isKnown()) return <Waiting />;
  return (
    <div class="now">
      {isDemo() && <Ribbon />}
      <Hero />
      <FlowCard />
      <Today />
      <Ahead />
      <Circuits />
    </div>
  );
}

/** What is to come: the price of the next hours, the bill, the demand. */
function Ahead() {
  const at = figures.value;
  if (!at) {
    return (
      <div class="ahead" aria-hidden="true">
        <div class="card prices waiting late" />
        <div class="card waiting late" />
        <div class="card waiting late" />
      </div>
    );
  }
  // Without a tariff the tile of today's cost asks for one; nothing else has to.
  const isPriced = at.now.price !== null || at.today.cost !== null;
  if (!isPriced && !at.bill && !at.demand) return null;
  return (
    <div class="ahead">
      {isPriced && <Prices />}
      <BillCard />
      <DemandCard />
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
      <div class="ahead">
        <div class="card prices waiting" />
        <div class="card waiting" />
        <div class="card waiting" />
      </div>
      <div class="card circuits waiting" />
    </div>
  );
}
