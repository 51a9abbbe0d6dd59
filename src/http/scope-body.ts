import { z } from 'zod';
import { DELIVERABLE_TYPES } from '../domain/deliverable.ts';
import { words } from './request-schemas.ts';

/** What an approval, a request or a waiver is restricted to; what is left away does not restrict. */
export const scopeBody = {
  types: z.array(z.enum(DELIVERABLE_TYPES)).max(20).optional(),
  episodes: z.array(words(100)).max(1000).optional(),
  territories: z.array(words(50)).max(300).optional(),
  channels: z.array(words(100)).max(100).optional(),
};
