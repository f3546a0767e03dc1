// What the journeys in other browsers than Chromium need of them. Elements are named by XPath, which every protocol knows.

/** A point in fractions of an element's box. */
export type Point = readonly [x: number, y: number];

/** One page in a browser with storage of its own. */
export interface Driver {
  goto(url: string): Promise<void>;
  /** Reloads the page, also where it asks whether to leave. */
  reload(): Promise<void>;
  /** Waits for the element and clicks it. */
  click(path: string): Promise<void>;
  /** Waits for the element and runs `work` in the page. */
  evaluate<T, P extends unknown[]>(
    path: string,
    work: (element: HTMLElement, ...parameters: P) => T,
    ...parameters: P
  ): Promise<T>;
  /** Waits for the element and draws a line on it with the mouse. */
  drag(path: string, points: readonly Point[]): Promise<void>;
  /** What follows is in the frame at `path`, until the next page is opened. */
  enterFrame(path: string): Promise<void>;
  /** What follows is in the page again. */
  leaveFrame(): Promise<void>;
  /** Errors of the page, violations of its policy and requests to other origins so far. */
  problems(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface DrivenBrowser {
  open(baseURL: string): Promise<Driver>;
  /** The folder for downloaded files. */
  downloads: string;
  close(): Promise<void>;
}
