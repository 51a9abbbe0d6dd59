import { readMetadata } from '../containers/read-metadata.ts';
import { sniff } from '../containers/sniff.ts';
import { ENGINE_VERSION, readEvidence, readState } from '../evidence/index.ts';
import { serve } from './serve.ts';

serve({ engineVersion: ENGINE_VERSION, sniff, readMetadata, readEvidence, readState });
