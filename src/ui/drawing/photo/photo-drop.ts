// Takes what is dropped on the panel. Elsewhere a browser does as it always does.

import { useEffect, useEffectEvent, useState, type RefObject } from 'react';

/** Files, and pictures dragged from another page, which may come without one. */
const TAKEN = new Set(['Files', 'text/uri-list']);

/** Whether something that could be dropped is held over the panel. */
export function usePhotoDrop(
  panel: RefObject<HTMLElement | null>,
  onFile: (file: File | undefined) => void,
): boolean {
  const [over, setOver] = useState(false);
  const onDrop = useEffectEvent(onFile);
  useEffect(() => {
    const element = panel.current!;
    const drag = (event: DragEvent) => {
      if (!event.dataTransfer?.types.some((type) => TAKEN.has(type))) return;
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
  }, [panel]);
  return over;
}
