import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

// Vitest compiles tests as it loads them, but the code under test is compiled beforehand (global-setup.mjs). Its threads
// therefore start as they do in a build; otherwise each of the four threads of a server would start with its own loader.
if (isMainThread) register('../scripts/typescript-hooks.mjs', import.meta.url, { data: { forTests: true } });
