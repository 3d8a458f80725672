/** Another tariff on one's own history: what each bill would have been, and the way to change over. */
import { useState } from 'preact/hooks';
import * as api from '../api';
import { sign } from '../decimal';
import { money } from '../format';
import { serverNow } from '../live/link';
import { site } from '../live/store';
import type { BillPreview } from '../model';
import { lastYear } from '../periods';
import { Card, Empty, Loaded } from '../ui/card';
import { useLoad } from '../ui/load';
import { sayWrong } from '../ui/toast';
import { PreviewTable } from './preview';
import { editTariff, useTariff, revision } from './tariff-actions';
import { verdict } from './text';

export function WhatIf() {
  const at = site.value;
  const tariffs = useLoad(`tariffs ${revision.value}`, () => api.tariffs());
  const others = (tariffs.data ?? []).filter((each) => each.id !== at?.tariff);
  const [chosen, setChosen] = useState('');
  const id = others.some((each) => each.id === chosen) ? chosen : '';
  const load = useLoad(at && id ? `${at.id} ${at.tariff} ${revision.value} ${id}` : '', (abort) => api.previewBill(at?.id ?? '', lastYear(at).from, serverNow(), id, abort));
  const name = others.find((each) => each.id === id)?.name ?? '';
  return (
    <Card id="what-if" title="What if" note="your own year, at other prices" class="what-if">
      {tariffs.data && others.length === 0 ? (
        <Empty height={160} text="Write down another offer, and see what your last year would have cost with it.">
          <button type="button" class="button" onClick={() => editTariff('new')}>
            New tariff
          </button>
        </Empty>
      ) : (
        <>
          <p id="with">My last year with</p>
          <div class="choice" role="group" aria-labelledby="with">
            {others.map((each) => (
              <button key={each.id} type="button" class="button" aria-pressed={each.id === id} onClick={() => setChosen(each.id === id ? '' : each.id)}>
                {each.name}
              </button>
            ))}
          </div>
          {id === '' && <p class="quiet">Each billing period is reckoned again from your own readings, hour by hour, at the prices of that tariff.</p>}
          {id !== '' && (
            <Loaded load={load} what="The comparison" height={320}>
              {(preview) => <Answer preview={preview} id={id} name={name} />}
            </Loaded>
          )}
        </>
      )}
    </Card>
  );
}

function Answer({ preview, id, name }: { preview: BillPreview; id: string; name: string }) {
  const currency = preview.other.currency;
  const zone = preview.other.zone;
  const way = sign(preview.difference);
  const size = money(preview.difference.replace('-', ''), currency);
  const { text } = verdict(preview, currency, zone);
  return (
    <>
      <p class="big-figure">
        {way === 0 ? 'The same' : size} <small>{way < 0 ? 'less' : way > 0 ? 'more' : ''}</small>
      </p>
      <PreviewTable preview={preview} currency={currency} zone={zone} other={name} />
      <p class="use">
        <span class="quiet">{text} Bills are reckoned anew from the readings; nothing is lost.</span>
        <button type="button" class="button" onClick={() => useTariff(id, name).catch(sayWrong)}>
          Use {name}
        </button>
      </p>
    </>
  );
}
