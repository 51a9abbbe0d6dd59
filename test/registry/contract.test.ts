import { describe } from 'vitest';
import { registryContract } from '../contracts/registry.ts';
import { newRegistry } from './production.ts';

describe('the registry on SQLite', () => {
  registryContract(async () => (await newRegistry()).registry);
});
