// A client of WebDriver (https://www.w3.org/TR/webdriver2/) with the few commands of e2e/webkit.ts.

import type { Point } from './driver.ts';

/** The key of a reference to an element, from the standard. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
type ElementReference = Record<typeof ELEMENT, string>;

/** Moves of the mouse from one point of a line to the next. */
const MOVES = 6;

async function command<T>(method: 'GET' | 'POST' | 'DELETE', url: string, body?: object): Promise<T> {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
  if (!response.ok) throw new Error(`${method} ${url}: ${value.error}: ${value.message}`);
  return value;
}

/** Whether a driver answers at `address`. */
export const isReady = (address: string): Promise<boolean> =>
  command<{ ready: boolean }>('GET', `${address}/status`).then(
    ({ ready }) => ready,
    () => false,
  );

export class WebDriverSession {
  readonly #url: string;
  readonly capabilities: { browserVersion: string };

  private constructor(url: string, capabilities: { browserVersion: string }) {
    this.#url = url;
    this.capabilities = capabilities;
  }

  /** Starts a browser. Its commands wait up to ten seconds for an element. */
  static async start(address: string): Promise<WebDriverSession> {
    const alwaysMatch = { timeouts: { implicit: 10_000 } };
    const { sessionId, capabilities } = await command<{
      sessionId: string;
      capabilities: { browserVersion: string };
    }>('POST', `${address}/session`, { capabilities: { alwaysMatch } });
    return new WebDriverSession(`${address}/session/${sessionId}`, capabilities);
  }

  #post<T>(path: string, body: object = {}): Promise<T> {
    return command<T>('POST', `${this.#url}/${path}`, body);
  }

  async resize(width: number, height: number): Promise<void> {
    await this.#post('window/rect', { width, height });
  }

  async goto(url: string): Promise<void> {
    await this.#post('url', { url });
  }

  async reload(): Promise<void> {
    await this.#post('refresh');
  }

  find(path: string): Promise<ElementReference> {
    return this.#post('element', { using: 'xpath', value: path });
  }

  async click(path: string): Promise<void> {
    await this.#post(`element/${(await this.find(path))[ELEMENT]}/click`);
  }

  /** Runs `work` in the page. A parameter may be a reference to an element, which the page gets as the element. */
  run<T>(work: (...parameters: never) => T, ...parameters: unknown[]): Promise<T> {
    return this.#post('execute/sync', { script: `return (${work})(...arguments)`, args: parameters });
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
    await this.#post('actions', {
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
    });
  }

  async end(): Promise<void> {
    await command('DELETE', this.#url);
  }
}

/** Points on the way from one point to another, the last one included. */
function between([x, y]: Point, [toX, toY]: Point): Point[] {
  return Array.from({ length: MOVES }, (_, i) => {
    const share = (i + 1) / MOVES;
    return [x + (toX - x) * share, y + (toY - y) * share];
  });
}
