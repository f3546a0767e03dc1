// `embed.js`: the element <lenet-playground>, a frame with the embedded page. Its attributes are the keys of a link. The frame
// is as high as its content. Every other message of the page is an event of the element.

import { EMBED_FILE, EMBED_VERSION, FRAME_ALLOW, FRAME_SANDBOX } from '../contract/embed-frame.ts';
import type { EmbedCommand, EmbedConfig, EmbedMessage } from '../contract/embed.ts';

const NAME = 'lenet-playground';
/** Attributes that are no keys of a link: those of every element, handlers of events, and those with a hyphen. */
const OTHERS = /^(class|hidden|id|is|part|role|slot|style|tabindex|title|on.*|.*-.*)$/;
/** CSS pixels, before the page has sent its height. */
const FIRST_HEIGHT = 600;

// A script that is no module knows its own address while it runs.
const script = document.currentScript as HTMLScriptElement;
const page = new URL(EMBED_FILE, script.src);

class LenetPlayground extends HTMLElement {
  readonly #frame = document.createElement('iframe');
  /** What the site asked for before the page was ready; null from then on. */
  #waiting: EmbedCommand[] | null = [];

  readonly #receive = ({ source, origin, data }: MessageEvent<Partial<EmbedMessage> | null>) => {
    if (source !== this.#frame.contentWindow || origin !== page.origin || data?.lenet !== EMBED_VERSION)
      return;
    const { lenet: _, ...message } = data as EmbedMessage;
    if (message.type === 'height') {
      this.#frame.style.height = `${message.height}px`;
      return;
    }
    if (message.type === 'ready') {
      const waiting = this.#waiting ?? [];
      this.#waiting = null;
      for (const command of waiting) this.#ask(command);
    }
    const { type, ...detail } = message;
    this.dispatchEvent(new CustomEvent(type, { detail }));
  };

  connectedCallback(): void {
    const frame = this.#frame;
    const address = new URL(page);
    for (const { name, value } of this.attributes)
      if (!OTHERS.test(name)) address.searchParams.set(name, value);
    if (this.lang) address.searchParams.set('lang', this.lang.slice(0, 2));
    // A page from a file has none.
    if (location.origin !== 'null') address.searchParams.set('origin', location.origin);
    frame.title = this.title || 'LeNet Playground';
    frame.allow = FRAME_ALLOW;
    frame.setAttribute('sandbox', FRAME_SANDBOX);
    frame.loading = 'lazy';
    frame.style.cssText = `display: block; width: 100%; height: ${FIRST_HEIGHT}px; border: 0`;
    frame.src = address.href;
    this.#waiting = [];
    addEventListener('message', this.#receive);
    (this.shadowRoot ?? this.attachShadow({ mode: 'open' })).replaceChildren(frame);
  }

  disconnectedCallback(): void {
    removeEventListener('message', this.#receive);
  }

  start(): void {
    this.#ask({ type: 'start' });
  }

  pause(): void {
    this.#ask({ type: 'pause' });
  }

  resume(): void {
    this.#ask({ type: 'resume' });
  }

  stop(): void {
    this.#ask({ type: 'stop' });
  }

  configure(config: EmbedConfig): void {
    this.#ask({ type: 'configure', config });
  }

  #ask(command: EmbedCommand): void {
    if (this.#waiting) this.#waiting.push(command);
    else this.#frame.contentWindow?.postMessage({ lenet: EMBED_VERSION, ...command }, page.origin);
  }
}

// The script may stand in a site twice.
if (!customElements.get(NAME)) customElements.define(NAME, LenetPlayground);
