// Finds the region that a step of the tour is about, which may still be loading, and marks it.

/** Null also in a closed view, which is not displayed. */
function shownHeading(id: string): HTMLElement | null {
  const heading = document.getElementById(id);
  return heading?.checkVisibility() ? heading : null;
}

/** The id of the first of `headings` that is shown; null for none. */
export function firstShown(headings: readonly string[]): string | null {
  return headings.find((id) => shownHeading(id)) ?? null;
}

/**
 * Marks the region of the first of `headings` that is shown, and calls `onMarked` with that heading's id. Follows when
 * another one is shown, and scrolls to it if it stands before those that were shown so far. Returns the function that
 * removes the mark.
 */
export function markRegion(headings: readonly string[], onMarked: (id: string) => void): () => void {
  let marked: { id: string; region: Element | null } | null = null;
  let best = headings.length;
  const look = () => {
    const id = firstShown(headings);
    const region = id && (shownHeading(id)?.closest('section') ?? null);
    if (!id || !region || (id === marked?.id && region === marked.region)) return;
    marked?.region?.classList.remove('toured');
    region.classList.add('toured');
    if (headings.indexOf(id) < best) region.scrollIntoView({ block: 'start' });
    best = Math.min(best, headings.indexOf(id));
    marked = { id, region };
    onMarked(id);
  };
  const observer = new MutationObserver(look);
  // React hides a closed view by a style.
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['style'],
  });
  look();
  return () => {
    observer.disconnect();
    marked?.region?.classList.remove('toured');
  };
}
