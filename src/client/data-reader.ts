// The page's end of the data worker, which turns a person's files into a dataset. The worker starts with the first request
// and holds what it read until `cancel`. The files never leave the browser.

import { TrustedWorker as Worker } from '../browser/trusted-worker.ts';
import type {
  DataAnswer,
  DataCommand,
  DatasetAnswer,
  DrawnClass,
  DroppedFile,
  OwnDataOptions,
  OwnDataProgress,
  OwnDataReason,
  OwnDataRefusal,
  SummaryAnswer,
} from '../contract/own-data.ts';

type OnProgress = (progress: OwnDataProgress) => void;
type Request = DataCommand extends infer C ? (C extends DataCommand ? Omit<C, 'requestId'> : never) : never;
type Result = Exclude<DataAnswer, { kind: 'progress' }> | { kind: 'refused'; refusal: OwnDataRefusal };

interface Pending {
  onProgress: OnProgress | undefined;
  resolve: (result: Result) => void;
}

/** Requests are answered in order. Every answer is a result or a refusal; no promise rejects. */
export class DataReader {
  private worker: Worker | null = null;
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;

  /** Reads `files` in place of all that was read before. */
  read(files: DroppedFile[], onProgress?: OnProgress): Promise<SummaryAnswer> {
    return this.summary({ kind: 'read', files }, onProgress);
  }

  /** Adds image files to the training images of the class `name`, which may be new. What was read before stays. */
  addFiles(name: string, files: DroppedFile[], onProgress?: OnProgress): Promise<SummaryAnswer> {
    return this.summary({ kind: 'add-files', name, files }, onProgress);
  }

  /** Adds images that were drawn in the page. What was read before stays. */
  addDrawn(classes: DrawnClass[]): Promise<SummaryAnswer> {
    return this.summary({ kind: 'add-drawn', classes });
  }

  /** Renames the class that is shown as `name`. The dataset stays the same: names are no part of its identity. */
  renameClass(name: string, to: string): Promise<SummaryAnswer> {
    return this.summary({ kind: 'rename-class', name, to });
  }

  /** Removes the class that is shown as `name` with its images. */
  removeClass(name: string, onProgress?: OnProgress): Promise<SummaryAnswer> {
    return this.summary({ kind: 'remove-class', name }, onProgress);
  }

  /** Changes the options. The samples of the summary show them. */
  setOptions(options: OwnDataOptions): Promise<SummaryAnswer> {
    return this.summary({ kind: 'options', options });
  }

  /** The dataset as read, with the options. The worker keeps its copy until `cancel`. */
  async finish(name: string, onProgress?: OnProgress): Promise<DatasetAnswer> {
    const result = await this.request({ kind: 'finish', name }, onProgress);
    if (result.kind === 'dataset') return { dataset: result.dataset };
    return { refusal: result.kind === 'refused' ? result.refusal : { file: '', reason: 'failed' } };
  }

  /** Ends the worker and forgets what was read. Open requests are answered with the refusal `cancelled`. */
  cancel(): void {
    this.end('cancelled');
  }

  private async summary(request: Request, onProgress?: OnProgress): Promise<SummaryAnswer> {
    const result = await this.request(request, onProgress);
    if (result.kind === 'summary') return { summary: result.summary };
    return { refusal: result.kind === 'refused' ? result.refusal : { file: '', reason: 'failed' } };
  }

  private request(request: Request, onProgress: OnProgress | undefined): Promise<Result> {
    return new Promise((resolve) => {
      const requestId = ++this.lastId;
      this.pending.set(requestId, { onProgress, resolve });
      this.worker ??= this.start();
      this.worker.postMessage({ ...request, requestId } satisfies DataCommand);
    });
  }

  private start(): Worker {
    const worker = new Worker(new URL('../worker/data-worker.ts', import.meta.url), {
      type: 'module',
      name: 'data',
    });
    worker.addEventListener('message', ({ data }: MessageEvent<DataAnswer>) => this.take(data));
    // A script that can't be fetched gives a plain event; an error inside of the worker has a message.
    worker.addEventListener('error', ({ message }: Partial<ErrorEvent>) =>
      this.end(message ? 'failed' : 'not-loaded'),
    );
    worker.addEventListener('messageerror', () => this.end('failed'));
    return worker;
  }

  private take(answer: DataAnswer): void {
    const pending = this.pending.get(answer.requestId);
    if (!pending) return;
    if (answer.kind === 'progress') {
      pending.onProgress?.(answer.progress);
    } else {
      this.pending.delete(answer.requestId);
      pending.resolve(answer);
    }
  }

  private end(reason: OwnDataReason['reason'] & ('cancelled' | 'failed' | 'not-loaded')): void {
    this.worker?.terminate();
    this.worker = null;
    const open = [...this.pending.values()];
    this.pending.clear();
    for (const { resolve } of open) resolve({ kind: 'refused', refusal: { file: '', reason } });
  }
}
