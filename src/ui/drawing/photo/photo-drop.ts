// Files dropped on the panel. Drops elsewhere have the browser's usual effect.

import { useEffect, useEffectEvent, useState, type RefObject } from 'react';

/** Files, and images dragged from another page, which may contain no file. */
const ACCEPTED = new Set(['Files', 'text/uri-list']);

/** True while something that can be dropped is over the panel. Without `onFile` nothing can be dropped. */
export function usePhotoDrop(
  panel: RefObject<HTMLElement | null>,
  onFile: ((file: File | undefined) => void) | null,
): boolean {
  const [over, setOver] = useState(false);
  const active = onFile !== null;
  const onDrop = useEffectEvent((file: File | undefined) => onFile?.(file));
  useEffect(() => {
    if (!active) return undefined;
    const element = panel.current!;
    const drag = (event: DragEvent) => {
      if (!event.dataTransfer?.types.some((type) => ACCEPTED.has(type))) return;
      event.preventDefault();
      setOver(event.type === 'dragover');
      if (event.type === 'drop') onDrop(event.dataTransfer.files[0]);
    };
    const leave = (event: DragEvent) => {
      if (!(event.relatedTarget instanceof Node && element.contains(event.relatedTarget))) setOver(false);
    };
    element.addEventListener('dragover', drag);
    element.addEventListener('drop', drag);
    element.addEventListener('dragleave', leave);
    return () => {
      element.removeEventListener('dragover', drag);
      element.removeEventListener('drop', drag);
      element.removeEventListener('dragleave', leave);
    };
  }, [panel, active]);
  return over;
}
