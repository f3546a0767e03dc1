// Keeps the end of a scrolling list in view while it grows, unless the person has scrolled up.

import { useEffect, useRef, type UIEvent } from 'react';

/** Nearer to the end than this, in pixels, the person is reading the newest row: about one row. */
const NEAR_END = 24;

export function isAtEnd(region: Pick<Element, 'scrollTop' | 'clientHeight' | 'scrollHeight'>): boolean {
  return region.scrollHeight - region.scrollTop - region.clientHeight <= NEAR_END;
}

/** Props of the scroll region whose list has `length` items. A list that begins anew is followed again. */
export function useFollowEnd(length: number) {
  const ref = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  useEffect(() => {
    if (length <= 1) follows.current = true;
    const region = ref.current;
    if (region && follows.current) region.scrollTop = region.scrollHeight;
  }, [length]);
  const onScroll = ({ currentTarget }: UIEvent<HTMLDivElement>) => {
    follows.current = isAtEnd(currentTarget);
  };
  return { ref, onScroll };
}
