import type { BulkRunner } from '../../commands/command-runner.js';
import { patiently } from '../../commands/retrying-runner.js';
import { isRapportError, RapportError } from '../../domain/kernel/errors.js';
import { CostlyQueue } from '../../history/costly-queue.js';
import type { ImportReport } from '../../imports/report/import-report.js';
import type { ImportProgress, ImportRequest } from '../../imports/run-import.js';
import type { DataSubjects } from '../../privacy/data-subjects.js';
import { CallThread } from '../threads/call-thread.js';
import { toRefusal } from '../threads/channel.js';
import { logger } from '../logger.js';
import {
  commandOf,
  copyOfOutcome,
  type ImportFunctions,
  type ImportParent,
  type ImportThreadData,
  type RunnerAnswer,
  type RunnerCall,
} from './import-messages.js';

/** The built program next to the built program, the source next to the source. */
const PROGRAM = new URL(import.meta.url.replace(/threaded-imports(\.[jt]s)$/, 'import-thread$1'));
const IMPORTS_WAITING = 8;
/**
 * An import of more rows ends its thread: V8 would keep some fifty megabytes of its heap while the views catch up, which is
 * when the process needs the most memory. A small one leaves it to the next, as it takes a while to start.
 */
const ROWS_OF_LARGE = 20_000;

/** A RapportError is an answer; any other error is a bug and ends the import. */
async function answered(call: RunnerCall, runner: BulkRunner): Promise<RunnerAnswer> {
  try {
    if (call.kind === 'history') return { value: await runner.history(call.stream) };
    return { value: (await runner[call.kind](call.commands.map(commandOf)))?.map(copyOfOutcome) };
  } catch (error) {
    if (isRapportError(error)) return { failure: toRefusal(error) };
    throw error;
  }
}

/**
 * Runs imports in a thread beside the API. The thread reads, maps and plans; only the commands come to this thread, where the
 * log is.
 * One import at a time: two would compete for the disk, at everybody's expense.
 */
export class ThreadedImports {
  private readonly queue = new CostlyQueue({ what: 'imports', concurrency: 1, capacity: IMPORTS_WAITING });
  private readonly thread: CallThread<ImportFunctions>;

  /** @param earliest rows with an earlier moment (UTC) are rejected */
  constructor(
    runner: BulkRunner,
    private readonly earliest: string,
    people: DataSubjects | undefined,
    organizationId: string,
  ) {
    const data: ImportThreadData = { organizationId };
    const functions: Omit<ImportParent, 'progressed'> = {
      carryOut: (calls) => Promise.all(calls.map((call) => answered(call, runner))),
      // Reads the log the first time, and retries like the import itself.
      pseudonymSource: async () => people && patiently(() => people.pseudonymSource()),
      identify: async (fresh) => people?.identify(fresh),
    };
    this.thread = new CallThread(PROGRAM, {
      name: 'import',
      heap: { old: 512, young: 12 },
      data,
      ended: () =>
        new RapportError('INTERNAL', 'The thread of the import ended before the import did', {
          remedy: 'Run the same import again: it continues, and nothing is recorded twice.',
        }),
      onError: (error) => logger.error({ error }, 'The thread of an import failed'),
      functions: { ...functions },
    });
  }

  /**
   * `runImport` of src/imports in the thread.
   * @throws RapportError the errors of runImport; BUSY when too many imports are queued
   */
  run({ onProgress, signal = new AbortController().signal, ...request }: ImportRequest): Promise<ImportReport> {
    const progressed = (progress: ImportProgress) => onProgress?.(progress);
    const importFile = async () => {
      const report = await this.thread.call((imports, call) => imports.run(call, { earliest: this.earliest, ...request }), {
        signal,
        onProgress: progressed,
      });
      if (report.rows.in > ROWS_OF_LARGE) await this.thread.end();
      return report;
    };
    return this.queue.run(importFile, signal);
  }

  close(): Promise<void> {
    return this.thread.end();
  }
}
