/** The tariffs that are written down: which one holds here, and the way to each. */
import * as api from '../api';
import { site } from '../live/store';
import type { Tariff, TariffListed } from '../model';
import { Card, Empty, Loaded } from '../ui/card';
import type { Load } from '../ui/load';
import { say, sayWrong } from '../ui/toast';
import { editTariff, useTariff } from './tariff-actions';

export function Tariffs({ tariffs }: { tariffs: Load<TariffListed[]> }) {
  return (
    <Card
      id="tariffs"
      title="Tariffs"
      class="tariffs"
      tools={
        <button type="button" class="button small" onClick={() => editTariff('new')}>
          New tariff
        </button>
      }
    >
      <Loaded load={tariffs} what="The list of tariffs" height={120} isEmpty={(list) => list.length === 0} empty={<Empty text="None yet. Prices are never assumed: write down what your contract says." />}>
        {(list) => (
          <ul class="tariff-list">
            {list.map((each) => (
              <Row key={each.id} tariff={each} renew={tariffs.retry} />
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}

function Row({ tariff: { id, name, sites }, renew }: { tariff: TariffListed; renew: () => void }) {
  const isHere = site.value?.tariff === id;
  const elsewhere = sites.filter((each) => each !== site.value?.id).length;
  return (
    <li>
      <span>
        <b>{name}</b>
        <small>
          {isHere ? 'holds here' : 'not in use here'}
          {elsewhere > 0 && `, and at ${elsewhere === 1 ? 'another site' : `${elsewhere} other sites`}`}
        </small>
      </span>
      {!isHere && site.value?.tariff == null && (
        <button type="button" class="button small" onClick={() => useTariff(id, name).catch(sayWrong)}>
          Use
        </button>
      )}
      <button type="button" class="button small" aria-label={`Edit ${name}`} onClick={() => editTariff(id)}>
        Edit
      </button>
      {sites.length === 0 && !isHere && (
        <button type="button" class="button small" aria-label={`Delete ${name}`} onClick={() => remove(id, name, renew).catch(sayWrong)}>
          Delete
        </button>
      )}
    </li>
  );
}

async function remove(id: string, name: string, renew: () => void): Promise<void> {
  const kept: Tariff = await api.tariff(id);
  await api.deleteTariff(id);
  renew();
  say(`${name} is gone.`, async () => {
    await api.putTariff(id, kept);
    renew();
  });
}
