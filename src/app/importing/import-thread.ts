import { parentPort, workerData } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import type { BulkRunner } from '../../commands/command-runner.js';
import type { Command } from '../../domain/kernel/command.js';
import { type ImportProgress, runImport } from '../../imports/run-import.js';
import { Pseudonyms } from '../../privacy/pseudonyms.js';
import type { KnownPerson } from '../../privacy/text-store.js';
import { AbortableCalls } from '../aside/abortable-calls.js';
import { channelOver } from '../aside/channel.js';
import {
  copyOf,
  type CopiedOutcome,
  type ImportFunctions,
  type ImportParent,
  type ImportThreadData,
  outcomeOf,
} from './import-calls.js';

// An import in a thread of its own: started by ImportsAside.
const { organizationId } = workerData as ImportThreadData;
const calls = new AbortableCalls();
const withCommands = (outcomes: readonly CopiedOutcome[], commands: readonly Command[]) =>
  outcomes.map((outcome, index) => outcomeOf(outcome, commands[index]!));
const runner: BulkRunner = {
  executeAll: async (commands) => withCommands(await parent.executeAll(commands.map(copyOf)), commands),
  createAll: async (commands) => {
    const outcomes = await parent.createAll(commands.map(copyOf));
    return outcomes && withCommands(outcomes, commands);
  },
  history: (stream) => parent.history(stream),
};
const functions: ImportFunctions = {
  abort: calls.abort,
  stop: async () => undefined,
  run: (call, request) =>
    calls.run(call, async (signal) => {
      const source = await parent.pseudonymSource();
      const people = source && {
        pseudonyms: new Pseudonyms(source),
        identify: (fresh: readonly KnownPerson[]) => parent.identify(fresh),
      };
      const onProgress = (progress: ImportProgress) => void parent.progressed.asEvent(call, progress);
      return runImport({ ...request, signal, onProgress }, { runner, people, organizationId });
    }),
};
const parent = createBirpc<ImportParent, ImportFunctions>(functions, {
  ...channelOver(parentPort!),
  bind: 'functions',
  timeout: -1,
});
