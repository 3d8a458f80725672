/** The Sankey: a pointer or the arrow keys choose a node; its flows stand out and are said below. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { energy, joined, percent } from '../format';
import type { Picture } from './rows';
import { layout, NODE_WIDE, outline, SLOT_LEAST, type Box } from './sankey';

const HEIGHT_LEAST = 440;

export function Sankey({ picture }: { picture: Picture }) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [chosen, choose] = useState('home');
  const [isAt, setAt] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const watch = new ResizeObserver(() => setWidth(element.clientWidth));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const most = Math.max(...[0, 1, 2].map((column) => picture.nodes.filter((node) => node.column === column).length));
  const height = Math.max(HEIGHT_LEAST, most * (SLOT_LEAST + 8));
  const { boxes, ribbons } = layout(picture.nodes, picture.links, Math.max(1, width), height);
  const at = boxes.find((box) => box.node.id === chosen) ?? boxes[0];
  const touches = (from: string, to: string) => !isAt || from === at?.node.id || to === at?.node.id;
  const key = (event: KeyboardEvent) => {
    const next = at && neighbour(boxes, at, event.key);
    if (!next) return;
    event.preventDefault();
    choose(next.node.id);
    setAt(true);
  };
  return (
    <>
      <div
        class="sankey"
        ref={place}
        style={{ height: `${height}px` }}
        role="application"
        tabIndex={0}
        aria-label="Flow of energy from its sources to the home and its circuits. Arrows move from node to node; the table has all numbers."
        aria-describedby="sankey-at"
        onKeyDown={key}
        onBlur={() => setAt(false)}
        onPointerLeave={(event) => event.pointerType === 'mouse' && setAt(false)}
      >
        {width > 0 && (
          <svg width={width} height={height} aria-hidden="true">
            <defs>
              <pattern id="flow-rest" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="3" height="6" class="rest-stripe" />
              </pattern>
            </defs>
            {ribbons.map((ribbon) => (
              <path
                key={`${ribbon.link.from} ${ribbon.link.to}`}
                class={`ribbon-of ${ribbon.link.kind} ${touches(ribbon.link.from, ribbon.link.to) ? '' : 'faint'}`}
                d={outline(ribbon)}
              />
            ))}
            {boxes.map((box) => (
              <rect key={box.node.id} class={`box ${box.node.kind}`} x={box.x} y={box.y} width={NODE_WIDE} height={box.height} rx={Math.min(4, box.height / 2)} />
            ))}
          </svg>
        )}
        {width > 0 && boxes.map((box) => <Words key={box.node.id} box={box} width={width} isChosen={isAt && box === at} enter={() => (choose(box.node.id), setAt(true))} />)}
      </div>
      <p id="sankey-at" class="sankey-at" aria-live="polite">
        {at && <Told box={at} picture={picture} />}
      </p>
    </>
  );
}

function Words({ box, width, isChosen, enter }: { box: Box; width: number; isChosen: boolean; enter: () => void }) {
  const isLast = box.node.column === 2 || box.x + 140 > width;
  const side = isLast ? { right: `${width - box.x + 8}px` } : { left: `${box.x + NODE_WIDE + 8}px` };
  return (
    <div
      class={`node-words ${isLast ? 'last' : ''} ${isChosen ? 'chosen' : ''}`}
      style={{ ...side, top: `${box.y + box.height / 2}px` }}
      onPointerEnter={enter}
      onPointerDown={enter}
    >
      <b>{box.node.name}</b>
      <span>{joined(energy(box.node.energy))}</span>
    </div>
  );
}

const PROSE: Record<string, string> = { solar: 'the sun', battery: 'the battery', grid: 'the grid', charge: 'the battery', export: 'the grid', home: 'the home', unknown: 'something without a meter' };

/** What a node got and gave, in words. */
function Told({ box, picture }: { box: Box; picture: Picture }) {
  const { node } = box;
  const name = (id: string) => PROSE[id] ?? picture.nodes.find((each) => each.id === id)?.name ?? id;
  const list = (parts: { id: string; energy: number }[]) =>
    parts
      .sort((a, b) => b.energy - a.energy)
      .slice(0, 4)
      .map((part) => `${name(part.id)} ${joined(energy(part.energy))} (${percent(part.energy / node.energy)})`)
      .join(', ');
  const from = picture.links.filter((link) => link.to === node.id).map((link) => ({ id: link.from, energy: link.energy }));
  const to = picture.links.filter((link) => link.from === node.id).map((link) => ({ id: link.to, energy: link.energy }));
  return (
    <>
      <b>
        {node.name} {joined(energy(node.energy))}
      </b>
      {node.column === 1 && from.length > 0 && ` from ${list(from)}`}
      {node.column === 0 && to.length > 0 && ` to ${list(to)}`}
      {node.column === 2 && from[0] && ` of the home’s ${joined(energy(picture.nodes.find((each) => each.id === 'home')?.energy))}`}
    </>
  );
}

function neighbour(boxes: Box[], at: Box, key: string): Box | undefined {
  const column = boxes.filter((box) => box.node.column === at.node.column);
  const place = column.indexOf(at);
  if (key === 'ArrowDown') return column[Math.min(column.length - 1, place + 1)];
  if (key === 'ArrowUp') return column[Math.max(0, place - 1)];
  const side = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  const next = boxes.filter((box) => side !== 0 && box.node.column === at.node.column + side);
  return next.sort((a, b) => Math.abs(middle(a) - middle(at)) - Math.abs(middle(b) - middle(at)))[0];
}

const middle = (box: Box) => box.y + box.height / 2;
