import { type Container, findings } from './container.ts';

/** Formats that have no place for words: known, and nothing can be found in them. */
export const plain: Container = {
  id: 'plain',
  version: 1,
  formats: ['dds', 'qoi', 'ivf', 'ac3', 'dts', 'amr', 'dv'],
  read: () => findings().contents(),
};
