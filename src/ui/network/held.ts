// Holds a value back until it is released, or until a time has passed.

export interface Held<T> {
  /** Holds `value` in place of one that is held. */
  hold(value: T): void;
  /** Shows the held value now, if there is one. */
  release(): void;
}

/** Calls `show` with a held value, at the latest after `milliseconds`. */
export function createHeld<T>(show: (value: T) => void, milliseconds: number): Held<T> {
  let held: { value: T; timer: ReturnType<typeof setTimeout> } | null = null;
  const release = () => {
    if (!held) return;
    const { value, timer } = held;
    clearTimeout(timer);
    held = null;
    show(value);
  };
  return {
    hold(value) {
      if (held) clearTimeout(held.timer);
      held = { value, timer: setTimeout(release, milliseconds) };
    },
    release,
  };
}
