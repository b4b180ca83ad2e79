import { parentPort } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import type { CommandRunner } from '../../commands/command-runner.js';
import { runImport } from '../../imports/run-import.js';
import { AbortableCalls } from '../aside/abortable-calls.js';
import { channelOver } from '../aside/channel.js';
import { copyOf, type ImportFunctions, type ImportParent, outcomeOf } from './import-calls.js';

// An import in a thread of its own: started by ImportsAside.
const calls = new AbortableCalls();
const runner: Pick<CommandRunner, 'executeAll'> = {
  executeAll: async (commands) => {
    const outcomes = await parent.executeAll(commands.map(copyOf));
    return outcomes.map((outcome, index) => outcomeOf(outcome, commands[index]!));
  },
};
const functions: ImportFunctions = {
  abort: calls.abort,
  stop: async () => undefined,
  run: (call, request) =>
    calls.run(call, (signal) =>
      runImport(
        { ...request, signal, onProgress: (progress) => void parent.progressed.asEvent(call, progress) },
        { runner: runner as CommandRunner },
      ),
    ),
};
const parent = createBirpc<ImportParent, ImportFunctions>(functions, {
  ...channelOver(parentPort!),
  bind: 'functions',
  timeout: -1,
});
