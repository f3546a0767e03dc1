// Over the drawing: lines from the operands of the chosen value, their windows, and the value itself. A line is thick for a
// large share of the sum, and dashed for a negative one.

import { memo } from 'react';
import type { Link, Links } from './links.ts';
import type { Box } from './box.ts';
import type { DiagramLayout } from './layout.ts';

interface OverlayProps {
  layout: DiagramLayout;
  links: Links | null;
  target: Box | null;
}

export const Overlay = memo(function Overlay({ layout, links, target }: OverlayProps) {
  return (
    <svg
      className="network-overlay"
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      width={layout.width}
      height={layout.height}
      aria-hidden="true"
    >
      {links?.links.map((link) => (
        <path
          key={`${link.from.x} ${link.from.y}`}
          className={link.strength < 0 ? 'network-link network-link-negative' : 'network-link'}
          d={curve(link, layout.narrow)}
          strokeWidth={0.75 + 2.25 * Math.abs(link.strength)}
          opacity={0.25 + 0.75 * Math.abs(link.strength)}
        />
      ))}
      {links?.windows.map((box) => (
        <rect key={`${box.x} ${box.y}`} className="network-window" {...box} />
      ))}
      {links?.field && <Ring box={links.field} />}
      {target && <Ring box={target} />}
    </svg>
  );
});

/** In pixels. */
const SMALL = 24;

/** A light ring within a dark one, visible on every colour. */
function Ring({ box }: { box: Box }) {
  // Around a small cell, so that it stays visible, and within the edge of a large box.
  const beyond = box.width < SMALL ? 1 : -1;
  const around = {
    x: box.x - beyond,
    y: box.y - beyond,
    width: box.width + 2 * beyond,
    height: box.height + 2 * beyond,
  };
  return (
    <>
      <rect className="network-ring-dark" {...around} />
      <rect className="network-ring-light" {...around} />
    </>
  );
}

function curve({ from, to }: Link, narrow: boolean): string {
  if (narrow) {
    const x1 = from.x + from.width / 2;
    const y1 = from.y + from.height;
    const x2 = to.x + to.width / 2;
    const bend = (to.y - y1) / 2;
    return `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${to.y - bend} ${x2} ${to.y}`;
  }
  const x1 = from.x + from.width;
  const y1 = from.y + from.height / 2;
  const y2 = to.y + to.height / 2;
  const bend = (to.x - x1) / 2;
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${to.x - bend} ${y2} ${to.x} ${y2}`;
}
