/** The nodes that serve this page, and how each of them is. */
import * as api from '../api';
import { Card, Loaded } from '../ui/card';
import { useLoad } from '../ui/load';

const EACH_MILLIS = 5_000;

export function NodesCard() {
  const load = useLoad('status', (abort) => api.status(abort), EACH_MILLIS);
  return (
    <Card id="nodes" title="Nodes" note="how the server is">
      <Loaded load={load} what="The nodes" height={96} isEmpty={(status) => status.nodes.length === 0} empty={<p class="quiet">{load.data?.reason || 'No node has said anything yet.'}</p>}>
        {(status) => (
          <ul class="nodes">
            {status.nodes.map((node) => (
              <Node key={node.id} node={node} />
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}

function Node({ node }: { node: api.NodeStatus }) {
  const state = node.silent ? 'silent' : node.trouble ? 'trouble' : 'well';
  return (
    <li class={`node node-${state}`}>
      <span class="node-dot" aria-hidden="true" />
      <div>
        <b>{node.address}</b> <small>{sentence(node)}</small>
        <p>
          {node.sockets.toLocaleString()} {node.sockets === 1 ? 'connection' : 'connections'} · {node.values_stored.toLocaleString()} values stored
          {node.bus_lag_ms !== null && <> · {node.bus_lag_ms.toFixed(1)} ms to the others</>}
          {node.settles && <> · keeps the figures fresh</>}
        </p>
      </div>
    </li>
  );
}

function sentence(node: api.NodeStatus): string {
  if (node.silent) return `has said nothing for ${Math.round(node.age_ms / 1000)} s`;
  return node.trouble || 'is well';
}
