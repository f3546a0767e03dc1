// The height of the page's top as the property --top-height of the page, for what has to stand below it.

import { useLayoutEffect, useRef, type RefObject } from 'react';

/** A reference to the top; it is measured whenever its height changes. */
export function useTopHeight(): RefObject<HTMLDivElement | null> {
  const top = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const measured = top.current!;
    const measure = () => {
      const { height } = measured.getBoundingClientRect();
      document.documentElement.style.setProperty('--top-height', `${height}px`);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  }, []);
  return top;
}
