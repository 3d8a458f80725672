/** Before saving: what the new prices make of the last year's bills, and the question whether that is meant. */
import { useEffect, useRef, useState } from 'preact/hooks';
import * as api from '../api';
import { PreviewTable } from '../costs/preview';
import { verdict } from '../costs/text';
import { money } from '../format';
import { serverNow } from '../live/link';
import { site } from '../live/store';
import type { BillPreview, Tariff } from '../model';
import { lastYear } from '../periods';
import { Loaded } from '../ui/card';
import { useLoad } from '../ui/load';

interface Props {
  tariff: Tariff;
  /** It holds at this site, or it shall from now on. */
  isHere: boolean;
  /** Names of other sites that it holds at. */
  elsewhere: string[];
  save: (use: boolean) => Promise<void>;
  back: () => void;
  /** The server found a fault in the document. */
  wrong: (detail: string) => void;
}

export function Review({ tariff, isHere, elsewhere, save, back, wrong }: Props) {
  const at = site.value;
  const [use, setUse] = useState(!at?.tariff);
  const [isSaving, setSaving] = useState(false);
  const place = useRef<HTMLElement>(null);
  const text = JSON.stringify(tariff);
  const load = useLoad(at ? `${at.id} ${text}` : '', (abort) => api.previewBill(at?.id ?? '', lastYear(at).from, serverNow(), tariff, abort));
  const { data, status, trouble } = load;
  useEffect(() => place.current?.focus(), []);
  useEffect(() => {
    if (status === 400 || status === 422) wrong(trouble);
  }, [status]);
  const press = () => {
    setSaving(true);
    save(use && !isHere).catch((cause: unknown) => {
      setSaving(false);
      wrong(cause instanceof Error ? cause.message : String(cause));
    });
  };
  return (
    <section class="card review" aria-labelledby="review" tabIndex={-1} ref={place}>
      <h2 id="review">Before it is saved</h2>
      <Loaded load={load} what="The comparison" height={260}>
        {(preview) => <Said preview={preview} isHere={isHere} name={tariff.name} />}
      </Loaded>
      {elsewhere.length > 0 && <p class="warn-ink">It holds at {elsewhere.join(', ')} too: the bills there change as well.</p>}
      {!isHere && (
        <label class="check">
          <input type="checkbox" checked={use} onChange={() => setUse(!use)} /> Use it for {at?.name} from now on
        </label>
      )}
      <div class="row">
        <button type="button" class="button primary" disabled={isSaving || data === undefined} onClick={press}>
          {isSaving ? 'Saving' : 'Save'}
        </button>
        <button type="button" class="button" onClick={back}>
          Back to the prices
        </button>
      </div>
    </section>
  );
}

function Said({ preview, isHere, name }: { preview: BillPreview; isHere: boolean; name: string }) {
  const { currency, zone } = preview.other;
  if (!preview.current.tariff) {
    return (
      <p class="verdict">
        With these prices your last year comes to {money(preview.other.total, currency)}. <small>Nothing was reckoned before, so no bill changes.</small>
      </p>
    );
  }
  const { text, isSame } = verdict(preview, currency, zone);
  return (
    <>
      <p class="verdict">{isHere ? text : isSame ? 'Each bill of the last year would be the same.' : text.replace('This changes', 'It would change')}</p>
      {!isSame && <PreviewTable preview={preview} currency={currency} zone={zone} other={isHere ? 'New' : name} />}
      {isHere && !isSame && <p>Is that meant? Old days keep their prices where a version of their own holds for them.</p>}
    </>
  );
}
