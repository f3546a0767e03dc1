// What is dropped on a panel. Drops elsewhere have the browser's usual effect.

import { useEffect, useEffectEvent, useState, type RefObject } from 'react';

/** True while something of these `types` is over the panel. Without `onDrop` nothing can be dropped. `types` has to stay the same. */
export function useDrop(
  panel: RefObject<HTMLElement | null>,
  types: ReadonlySet<string>,
  onDrop: ((transfer: DataTransfer) => void) | null,
): boolean {
  const [over, setOver] = useState(false);
  const active = onDrop !== null;
  const dropped = useEffectEvent((transfer: DataTransfer) => onDrop?.(transfer));
  useEffect(() => {
    if (!active) return undefined;
    const element = panel.current!;
    const drag = (event: DragEvent) => {
      if (!event.dataTransfer?.types.some((type) => types.has(type))) return;
      event.preventDefault();
      setOver(event.type === 'dragover');
      if (event.type === 'drop') dropped(event.dataTransfer);
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
  }, [panel, types, active]);
  return over;
}
