// Moves the keyboard's focus to a heading.

/** Nothing happens where no element has `id`. */
export function focusHeading(id: string, { scroll }: { scroll: boolean }): void {
  const heading = document.getElementById(id);
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: !scroll });
}
