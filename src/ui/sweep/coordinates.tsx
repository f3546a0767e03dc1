// Parallel coordinates: an axis for each swept setting and for each accuracy, and a line for each member. The members
// outside the chosen ranges fade here and in the curves, and the table marks them.

import { memo, useId, useMemo, useRef, type PointerEvent } from 'react';
import { useTranslations } from 'use-intl';
import { nearestLine } from '../kit/charts/nearest-line.ts';
import { placeOn, valueOn, FULL_RANGE, type CoordinateAxis, type Ranges } from './coordinates.ts';
import { CoordinateRange } from './coordinate-range.tsx';
import type { MemberParts } from './heatmap.tsx';
import { useHighlighted } from './highlighted.ts';
import { endedEarly, type Member } from './members.ts';
import { useCoordinateWords } from './use-coordinate-words.ts';
import { useMemberName } from './use-sweep-words.ts';
import './coordinates.css';

interface CoordinatesProps extends MemberParts {
  axes: readonly CoordinateAxis[];
  /** Whether it names the highlighted member. */
  named: boolean;
  ranges: Ranges;
  onRanges: (ranges: Ranges) => void;
}

/** Pixels around a line within which it is under the pointer. */
const REACH = 16;

interface Point {
  /** Fractions of the plot's area, from its upper left corner. */
  x: number;
  y: number;
}

export function Coordinates({
  plan,
  members,
  highlighted: shared,
  outside,
  named,
  axes,
  ranges,
  onRanges,
}: CoordinatesProps) {
  const t = useTranslations('sweep');
  const id = useId();
  const area = useRef<HTMLDivElement>(null);
  const highlighted = useHighlighted(shared);
  const words = useCoordinateWords(plan, members);
  const name = useMemberName(plan);
  const lines = useMemo(() => members.map((member) => pointsOf(member, axes)), [members, axes]);
  const move = (event: PointerEvent) => {
    const box = area.current!.getBoundingClientRect();
    const drawn = lines.map((points) => points.map(({ x, y }) => ({ x: x * box.width, y: y * box.height })));
    const found = nearestLine(drawn, event.clientX - box.left, event.clientY - box.top, REACH);
    shared.set(found === null ? null : members[found]!.plan.index);
  };
  const above = members.findIndex(({ plan: { index } }) => index === highlighted);
  return (
    <section aria-labelledby={id}>
      <h3 className="sweep-subtitle" id={id}>
        {t('coordinates.title')}
      </h3>
      <p className="note">
        {t('coordinates.note')} {members.some(endedEarly) && t('coordinates.dashed')}
      </p>
      {named && (
        <p className="note sweep-highlighted">
          {above < 0 ? t('curves.none') : t('curves.highlighted', { name: name(members[above]!.plan) })}
        </p>
      )}
      <div
        className="coordinates"
        data-kind={plan.kind}
        onPointerMove={move}
        onPointerLeave={() => shared.set(null)}
      >
        <div className="coordinates-area" ref={area}>
          <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
            {members.map((member, i) => (
              <Line
                key={member.plan.index}
                path={pathOf(lines[i]!)}
                look={outside.has(member.plan.index) ? 'outside' : 'inside'}
                broken={endedEarly(member)}
              />
            ))}
            {/* It covers the others. */}
            {above >= 0 && (
              <Line path={pathOf(lines[above]!)} look="highlighted" broken={endedEarly(members[above]!)} />
            )}
          </svg>
          {axes.map((axis, i) => (
            <CoordinateRange
              key={axis.id}
              {...{ axis, words }}
              place={i / (axes.length - 1)}
              range={ranges[axis.id] ?? FULL_RANGE}
              onChange={(range) => onRanges({ ...ranges, [axis.id]: range })}
            />
          ))}
        </div>
      </div>
    </section>
  );
}

/** Up to the first axis on which the member has no value yet. */
function pointsOf(member: Member, axes: readonly CoordinateAxis[]): Point[] {
  const points: Point[] = [];
  for (const [i, axis] of axes.entries()) {
    const value = valueOn(axis.id, member);
    if (value === null) break;
    points.push({ x: i / (axes.length - 1), y: 1 - placeOn(axis, value) });
  }
  return points;
}

/** In hundredths of the area. */
function pathOf(points: readonly Point[]): string {
  return points
    .map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${(100 * x).toFixed(2)} ${(100 * y).toFixed(2)}`)
    .join('');
}

interface LineProps {
  path: string;
  look: 'inside' | 'outside' | 'highlighted';
  broken: boolean;
}

const Line = memo(function Line({ path, look, broken }: LineProps) {
  return <path className={`coordinate-line coordinate-${look}`} data-broken={broken} d={path} />;
});
