import { workerData } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import { type ImportProgress, runImport } from '../../imports/run-import.js';
import { Pseudonyms } from '../../privacy/pseudonyms.js';
import type { IdentifiedPerson } from '../../privacy/text-store.js';
import { AbortableCalls } from '../threads/call-thread.js';
import { channelToParent } from '../threads/channel.js';
import { type ImportFunctions, type ImportParent, type ImportThreadData, RunnerOverThreads } from './import-messages.js';

// Runs imports in a thread of its own; started by ThreadedImports.
const { organizationId } = workerData as ImportThreadData;
const calls = new AbortableCalls();
const functions: ImportFunctions = {
  abort: calls.abort,
  stop: async () => undefined,
  run: (call, request) =>
    calls.run(call, async (signal) => {
      const source = await parent.pseudonymSource();
      const people = source && {
        pseudonyms: new Pseudonyms(source),
        identify: (fresh: readonly IdentifiedPerson[]) => parent.identify(fresh),
      };
      const onProgress = (progress: ImportProgress) => void parent.progressed.asEvent(call, progress);
      return runImport({ ...request, signal, onProgress }, { runner: new RunnerOverThreads(parent), people, organizationId });
    }),
};
const parent = createBirpc<ImportParent, ImportFunctions>(functions, {
  ...channelToParent(),
  bind: 'functions',
  timeout: -1,
});
