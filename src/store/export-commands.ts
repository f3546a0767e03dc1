// Exports the run of this page for other programs.

import type { StoreApi } from 'zustand/vanilla';
import type { ExportFormat } from '../contract/export.ts';
import type { AppState } from './state.ts';
import type { WorkerRequest } from './worker-request.ts';

export interface ExportedFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface ExportCommands {
  /** The best weights as a file; null without a model. */
  exportBest(): Promise<ExportedFile | null>;
  /**
   * The run as a file for another program; `classNames` are those that the page shows. Null without a model, and for images
   * during a run.
   */
  exportRun(
    format: ExportFormat,
    classNames: string[],
    options: { withImages: boolean },
  ): Promise<ExportedFile | null>;
}

/** `pageUrl`: the page's address without a search string. */
export function createExportCommands(
  store: StoreApi<AppState>,
  request: WorkerRequest,
  pageUrl: () => string,
): ExportCommands {
  return {
    exportBest: () => request('exported', (id) => ({ type: 'export', id })),
    exportRun(format, classNames, { withImages }) {
      const { language } = store.getState();
      const details = { format, classNames, language, pageUrl: pageUrl(), withImages };
      return request('exported', (id) => ({ type: 'export-run', id, request: details }));
    },
  };
}
