/** Icons of our own: strokes on a grid of 24. */
import type { ComponentChildren } from 'preact';

const SHAPES: Record<string, ComponentChildren> = {
  now: <path d="M13 3 5.5 13.5H11L10 21l7.5-10.5H12z" />,
  history: <path d="M4 19h16M6 15l4-5 3.5 3L19 6" />,
  meters: <path d="M4 17a8 8 0 1 1 16 0M12 17l4-5M7 20h10" />,
  circuits: <path d="M12 3v5M12 8H5.5v5M12 8h6.5v5M12 8v5M3.5 13h4v6h-4zM10 13h4v6h-4zM16.5 13h4v6h-4z" />,
  flow: <path d="M3 6c8 0 9 5 18 5M3 12c7 0 10 5 18 5M3 18c6 0 8-1 11-2.5" />,
  costs: <path d="M16.5 7.2A6.5 6.5 0 1 0 16.5 16.8M4 10.5h8.5M4 13.5h8" />,
  demand: <path d="M4 19h16M6 19v-5M10 19V9M14 19V5M18 19v-7M3.5 7h5" />,
  carbon: <path d="M5 19c0-9 5-14 15-14 0 10-5 14-12 13M5 20c1.5-5 4.5-8 9-10" />,
  settings: (
    <g>
      <path d="M4 7h8M18 7h2M4 17h2M12 17h8" />
      <circle cx="15" cy="7" r="2.6" />
      <circle cx="9" cy="17" r="2.6" />
    </g>
  ),
  more: <path d="M5 12h.01M12 12h.01M19 12h.01" stroke-width="3" />,
  undo: <path d="M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11H9" />,
  solar: (
    <g>
      <circle cx="12" cy="12" r="4" />
      <path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4" />
    </g>
  ),
  grid: <path d="M9 21 12 3l3 18M6.5 8h11M5 12.5h14M10 16h4M7.8 21h8.4" />,
  battery: <path d="M4 8h14v9H4zM18 11h2v3h-2M8 10.5v4M11.5 10.5v4" />,
  home: <path d="m4 11 8-7 8 7M6.5 9.5V20h11V9.5M10 20v-5h4v5" />,
  ev: <path d="M4 16v-4l2-5h10l3 5v4M4 16h15M7 16v2M16 16v2M7 11.5h9" />,
  theme: <path d="M12 3a9 9 0 1 0 9 9 7 7 0 0 1-9-9z" />,
  warning: <path d="M12 4 2.8 20h18.4zM12 10v5M12 17.2v.3" />,
  plug: <path d="M9 3v5M15 3v5M6.5 8h11v3a5.5 5.5 0 0 1-11 0zM12 16.5V21" />,
};

export function Icon({ name, size = 22 }: { name: string; size?: number }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      {SHAPES[name]}
    </svg>
  );
}
