import type { CheckRequest } from '../gate/request.ts';

/** How far an export has come. */
export interface ExportProgress {
  readonly phase: 'check' | 'copy';
  readonly done: number;
  readonly total: number;
}

export interface ExportRequest extends Omit<CheckRequest, 'onProgress' | 'unrecorded'> {
  /** Absolute path of the target folder. */
  readonly to: string;
  readonly onProgress?: (progress: ExportProgress) => void;
}
