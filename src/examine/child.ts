import { readMetadata } from '../containers/read-metadata.ts';
import { sniff } from '../containers/sniff.ts';
import { ENGINE } from '../evidence/engine.ts';
import { readEvidence, readState } from '../evidence/index.ts';
import { serve } from './serve.ts';

serve({ engineVersion: ENGINE.version, sniff, readMetadata, readEvidence, readState });
