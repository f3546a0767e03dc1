// The embedded page's end of the messages with the site around it (contract/embed.ts).

import { isEmbedError, readEmbedCommand } from '../contract/embed.ts';
import { EMBED_VERSION } from '../contract/embed-frame.ts';
import type { EmbedCommand, EmbedEvent, EmbedMessage, EmbedRefusal } from '../contract/embed.ts';
import type { EpochMetrics } from '../contract/metrics.ts';
import { formatLink } from '../contract/url.ts';
import { areLocked } from '../store/locks.ts';
import { pageAddress } from '../store/page-address.ts';
import { isBusy, type AppState } from '../store/state.ts';
import type { App } from '../store/store.ts';
import { isSweeping } from '../store/sweep.ts';

/** What is used of a message. */
interface SiteMessage {
  source: unknown;
  origin: string;
  data: unknown;
}

/** What is used of the frame's window. */
export interface FrameWindow {
  parent: { postMessage(message: EmbedMessage, target: string): void };
  addEventListener(type: 'message', listener: (event: SiteMessage) => void): void;
}

/** Why `command` can't be followed now; null if it can. */
function refusalOf(
  command: EmbedCommand,
  { run: { phase }, sweep, assignment }: AppState,
): EmbedRefusal | null {
  const possible = (allowed: boolean) => (allowed ? null : { what: 'phase' as const, where: phase });
  switch (command.type) {
    case 'configure': {
      const locked = assignment.lock.find((field) => areLocked([field], command.config));
      if (locked !== undefined) return { what: 'locked', where: `config.${locked}` };
      return possible(!isBusy(phase));
    }
    case 'start':
      return possible(!isBusy(phase) && !isSweeping(sweep));
    case 'pause':
      return possible(isBusy(phase) && phase !== 'paused' && phase !== 'testing');
    case 'resume':
      return possible(phase === 'paused');
    case 'stop':
      return possible(isBusy(phase));
    default:
      return command satisfies never;
  }
}

function follow(command: EmbedCommand, { commands }: App): void {
  switch (command.type) {
    case 'configure':
      return commands.setFields(command.config);
    case 'start':
      return commands.train();
    case 'pause':
      return commands.pause();
    case 'resume':
      return commands.resume();
    case 'stop':
      return commands.stop();
    default:
      command satisfies never;
  }
}

function epochEvent(metrics: EpochMetrics, epochs: number): EmbedEvent {
  const { epoch, step, trainLoss, trainAccuracy, validationLoss, validationAccuracy, seconds } = metrics;
  const numbers = { epoch, epochs, step, trainLoss, trainAccuracy, validationLoss, validationAccuracy };
  return { type: 'epoch', ...numbers, seconds };
}

/** What the site is told about a change of the state. */
function eventsOf(state: AppState, before: AppState): EmbedEvent[] {
  const events: EmbedEvent[] = [];
  const { run, failure } = state;
  if (run.phase !== before.run.phase) events.push({ type: 'phase', phase: run.phase });
  if (run.plan && run.epochs !== before.run.epochs) {
    const known = run.epochs[0] === before.run.epochs[0] ? before.run.epochs.length : 0;
    const { epochs } = run.plan.config;
    events.push(...run.epochs.slice(known).map((metrics) => epochEvent(metrics, epochs)));
  }
  if (run.plan && run.result && run.result !== before.run.result) {
    const { correct, total } = run.result;
    events.push({ type: 'result', correct, total, link: `${pageAddress()}${formatLink(run.plan.config)}` });
  }
  if (failure && failure !== before.failure)
    events.push({ type: 'error', what: 'failed', where: failure.kind });
  return events;
}

/**
 * Tells the site what happens, and follows its messages. `origin`: of the site, which alone gets messages and is heard; null
 * for any.
 */
export function connectSite(app: App, frame: FrameWindow, root: Element, origin: string | null): void {
  const { parent } = frame;
  const tell = (event: EmbedEvent) => parent.postMessage({ lenet: EMBED_VERSION, ...event }, origin ?? '*');

  frame.addEventListener('message', ({ source, origin: from, data }) => {
    if (source !== parent || (origin !== null && from !== origin) || isEmbedError(data)) return;
    const state = app.store.getState();
    const read = readEmbedCommand(data, state.config.data);
    const refusal = 'refusal' in read ? read.refusal : refusalOf(read.command, state);
    if (refusal) tell({ type: 'error', ...refusal });
    else if ('command' in read) follow(read.command, app);
  });
  app.store.subscribe((state, before) => {
    for (const event of eventsOf(state, before)) tell(event);
  });

  let height = 0;
  new ResizeObserver(() => {
    const measured = Math.ceil(root.getBoundingClientRect().height);
    if (measured === height) return;
    height = measured;
    tell({ type: 'height', height });
  }).observe(root);
  tell({ type: 'ready' });
}
