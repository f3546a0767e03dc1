// The commands of WebDriver (https://www.w3.org/TR/webdriver2/) that the journeys in Firefox and WebKitGTK need.

import { setTimeout } from 'node:timers/promises';
import type { Point } from './driver.ts';

/** The key of a reference to an element, from the standard. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
export type ElementReference = Record<typeof ELEMENT, string>;

/** The commands by the names of the standard. */
export type Command =
  | 'Set Window Rect'
  | 'Navigate To'
  | 'Refresh'
  | 'Find Element'
  | 'Element Click'
  | 'Execute Script'
  | 'Perform Actions'
  | 'Switch To Frame';

/** How a session's commands get to the browser. */
export interface Connection {
  /** Rejects with the browser's error. `element` is the id of the element that the command is about. */
  send<T>(command: Command, body: object, element?: string): Promise<T>;
  /** Ends the session. */
  end(): Promise<void>;
}

/** The commands wait so long for an element. */
export const CAPABILITIES = { timeouts: { implicit: 10_000 } };

/** An element that did not move for so long rests. */
const REST_MILLISECONDS = 100;

/** Moves of the mouse from one point of a line to the next. */
const MOVES = 6;

export class WebDriverSession {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async resize(width: number, height: number): Promise<void> {
    await this.#connection.send('Set Window Rect', { width, height });
  }

  async goto(url: string): Promise<void> {
    await this.#connection.send('Navigate To', { url });
  }

  async reload(): Promise<void> {
    await this.#connection.send('Refresh', {});
  }

  find(path: string): Promise<ElementReference> {
    return this.#connection.send('Find Element', { using: 'xpath', value: path });
  }

  /** Waits until the element rests: WebDriver would click where it was. */
  async click(path: string): Promise<void> {
    for (let before = ''; ;) {
      const element = await this.find(path);
      const place = await this.run(placeOf, element);
      if (place === before) return this.#connection.send('Element Click', {}, element[ELEMENT]);
      before = place;
      await setTimeout(REST_MILLISECONDS);
    }
  }

  /** Runs `work` in the page. A parameter may be a reference to an element, which the page gets as the element. */
  run<T>(work: (...parameters: never) => T, ...parameters: unknown[]): Promise<T> {
    const script = `return (${work})(...arguments)`;
    return this.#connection.send('Execute Script', { script, args: parameters });
  }

  /** Draws a line with the mouse on the element. */
  async drag(path: string, points: readonly Point[]): Promise<void> {
    const box = await this.run(
      (element: HTMLElement) => {
        element.scrollIntoView({ block: 'center', behavior: 'instant' });
        const { x, y, width, height } = element.getBoundingClientRect();
        return { x, y, width, height };
      },
      await this.find(path),
    );
    const move = ([x, y]: Point) => ({
      type: 'pointerMove',
      duration: 0,
      x: Math.round(box.x + box.width * x),
      y: Math.round(box.y + box.height * y),
    });
    const [first, ...others] = points;
    const moves = others.flatMap((to, i) => between(points[i]!, to).map(move));
    const actions = [
      move(first!),
      { type: 'pointerDown', button: 0 },
      ...moves,
      { type: 'pointerUp', button: 0 },
    ];
    await this.#connection.send('Perform Actions', {
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
    });
  }

  /** Finds and runs in this frame from now on. */
  async enterFrame(path: string): Promise<void> {
    const frame = await this.find(path);
    // The standard has the reference as `id`, Marionette has its text as `element`.
    await this.#connection.send('Switch To Frame', { id: frame, element: frame[ELEMENT] });
  }

  /** Finds and runs in the page again. */
  async leaveFrames(): Promise<void> {
    await this.#connection.send('Switch To Frame', { id: null });
  }

  async end(): Promise<void> {
    await this.#connection.end();
  }
}

/** Runs in the page. */
function placeOf(element: HTMLElement): string {
  return JSON.stringify(element.getBoundingClientRect());
}

/** Points on the way from one point to another, the last one included. */
function between([x, y]: Point, [toX, toY]: Point): Point[] {
  return Array.from({ length: MOVES }, (_, i) => {
    const share = (i + 1) / MOVES;
    return [x + (toX - x) * share, y + (toY - y) * share];
  });
}
