import { parentPort } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import type { BulkRunner } from '../../commands/command-runner.js';
import type { Command } from '../../domain/kernel/command.js';
import { runImport } from '../../imports/run-import.js';
import { AbortableCalls } from '../aside/abortable-calls.js';
import { channelOver } from '../aside/channel.js';
import { copyOf, type CopiedOutcome, type ImportFunctions, type ImportParent, outcomeOf } from './import-calls.js';

// An import in a thread of its own: started by ImportsAside.
const calls = new AbortableCalls();
const outcomesOf = (copied: readonly CopiedOutcome[], commands: readonly Command[]) =>
  copied.map((outcome, index) => outcomeOf(outcome, commands[index]!));
const runner: BulkRunner = {
  executeAll: async (commands) => outcomesOf(await parent.executeAll(commands.map(copyOf)), commands),
  createAll: async (commands) => {
    const outcomes = await parent.createAll(commands.map(copyOf));
    return outcomes && outcomesOf(outcomes, commands);
  },
  history: (stream) => parent.history(stream),
};
const functions: ImportFunctions = {
  abort: calls.abort,
  stop: async () => undefined,
  run: (call, request) =>
    calls.run(call, (signal) =>
      runImport(
        { ...request, signal, onProgress: (progress) => void parent.progressed.asEvent(call, progress) },
        { runner },
      ),
    ),
};
const parent = createBirpc<ImportParent, ImportFunctions>(functions, {
  ...channelOver(parentPort!),
  bind: 'functions',
  timeout: -1,
});
