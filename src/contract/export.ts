// How a run can be exported for other programs.

/** In the order of the menu. `tfjs` and `zip` are archives. */
export const EXPORT_FORMATS = ['script', 'notebook', 'onnx', 'tfjs', 'zip'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportRequest {
  format: ExportFormat;
  /** Names of the classes for a reader, in the order of their labels. */
  classNames: string[];
  /** Of the texts in the notebook and the model card. */
  language: 'en' | 'zh';
  /** The page's address without a search string. */
  pageUrl: string;
  /** Whether the archive has the images too. */
  withImages: boolean;
}
