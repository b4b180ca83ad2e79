import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

// In Vitest's processes, whose tests are compiled as they are loaded: what they test was compiled before (global-setup.mjs), so that it starts
// threads as it does when it is built. Of four that a server has each would start with a loader of its own.
if (isMainThread) register('../scripts/typescript-hooks.mjs', import.meta.url, { data: { forTests: true } });
