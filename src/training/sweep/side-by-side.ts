// Which members of a sweep train at the same time.

interface Options<Item> {
  /** The most at the same time. */
  most: number;
  /** Where there is no room for an item, there is none for another one of its kind. */
  kindOf(item: Item): string;
  /**
   * Trains it to its end, unless there is no room for it. `alone`: nothing else trains until it has its network, for which it
   * calls `onCreated`. Never rejects, and `no-room` is no answer before that for one that is alone.
   */
  train(item: Item, alone: boolean, onCreated: () => void): Promise<'trained' | 'no-room'>;
}

/** Resolves once all items have been trained. They begin in their order, but where one has no room, another kind is tried. */
export function trainSideBySide<Item>(items: readonly Item[], options: Options<Item>): Promise<void> {
  return new Promise((resolve) => new SideBySide(items, options, resolve).startMore());
}

class SideBySide<Item> {
  readonly #items: readonly Item[];
  readonly #options: Options<Item>;
  readonly #onEnd: () => void;
  /** Places of the items that wait, ascending. */
  readonly #waiting: number[];
  /** Kinds that were refused since the last end of an item. */
  readonly #full = new Set<string>();
  #underWay = 0;
  #alone = false;

  constructor(items: readonly Item[], options: Options<Item>, onEnd: () => void) {
    this.#items = items;
    this.#options = options;
    this.#onEnd = onEnd;
    this.#waiting = [...items.keys()];
  }

  startMore(): void {
    while (this.#underWay < this.#options.most && !this.#alone) {
      const next = this.#waiting.findIndex((place) => !this.#full.has(this.#kindAt(place)));
      if (next === -1) break;
      void this.#start(this.#waiting.splice(next, 1)[0]!, false);
    }
    if (this.#underWay > 0) return;
    // Nothing is there that could leave room: the next one fits now or never.
    const next = this.#waiting.shift();
    if (next === undefined) return this.#onEnd();
    this.#full.clear();
    void this.#start(next, true);
  }

  #kindAt(place: number): string {
    return this.#options.kindOf(this.#items[place]!);
  }

  async #start(place: number, alone: boolean): Promise<void> {
    this.#underWay++;
    this.#alone = alone;
    const answer = await this.#options.train(this.#items[place]!, alone, () => {
      if (!this.#alone) return;
      this.#alone = false;
      this.startMore();
    });
    this.#underWay--;
    if (answer === 'trained') {
      this.#full.clear();
    } else {
      this.#waiting.push(place);
      this.#waiting.sort((one, other) => one - other);
      this.#full.add(this.#kindAt(place));
    }
    this.startMore();
  }
}
