/** A place that may be exported to: absent, or an empty folder. */
export interface Target {
  /** Absolute, with links among its parents resolved. */
  readonly dir: string;
  readonly existed: boolean;
  /** Where the hidden staging folder goes: `beside` allows one rename, `inside` is for mounts and parents closed to us. */
  readonly staging: 'beside' | 'inside';
  /** The folder that will hold the staging folder, and the prefix of its name there. */
  readonly stagingParent: string;
  readonly stagingPrefix: string;
}
