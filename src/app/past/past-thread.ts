import { workerData } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import { PROJECTIONS } from '../../../projections/index.js';
import type { LogReader } from '../../event-log/event-log.js';
import { openLogInThread } from '../../event-log/open-event-log.js';
import { PastViews } from '../../history/past-views.js';
import { AbortableCalls, type CallNumber, type ParentFunctions, type ThreadFunctions } from '../threads/call-thread.js';
import { channelToParent } from '../threads/channel.js';
import { foldedInFile, foldToFile } from './folded-file.js';
import type { PinnedAudit } from '../../queries/audits.js';
import type { Position } from '../../domain/kernel/event.js';
import type { ComputedAudit } from '../../history/audit/compute-audit.js';
import type { SectionName } from '../../history/audit/sections.js';
import type { Policy } from '../../measures/policy.js';

/** The `workerData` of the thread. */
export interface PastThreadData {
  /** An address as `openLogInThread` takes it. */
  readonly eventLog: string;
}

/** The functions of the thread. */
export interface PastFunctions extends ThreadFunctions {
  /** Folds into a new file and reports the number of events read. Returns the file's size in bytes. */
  fold(call: CallNumber, file: string, position: Position, views: readonly string[]): Promise<number>;
  audit(call: CallNumber, audit: PinnedAudit, policy: Policy, anew: boolean): Promise<ComputedAudit>;
}

/** The progress of an audit. */
export type AuditProgress =
  { readonly events: number } | { readonly section: SectionName; readonly done: number; readonly all: number };

// Past views and audits in a thread of their own, started by ThreadedPast. The thread reads the log next to its owner, and
// writes only temporary files.
const { eventLog } = workerData as PastThreadData;
const calls = new AbortableCalls();
let opened: Promise<LogReader> | undefined;
/** Shared by audits of the same position. */
let audited: PastViews | undefined;

/** Opens the log on the first call; a failure is retried by the next call. */
function log(): Promise<LogReader> {
  opened ??= openLogInThread(eventLog).catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

function pastOf(reader: LogReader): PastViews {
  return (audited ??= new PastViews({
    log: reader,
    projections: PROJECTIONS,
    fold: (position, views, how) => foldedInFile((file) => foldToFile(reader, file, { position, views }, how)),
  }));
}

const functions: PastFunctions = {
  abort: calls.abort,
  stop: async () => {
    await audited?.close();
    await (await opened)?.close();
  },
  fold: (call, file, position, views) =>
    calls.run(call, async (signal) =>
      foldToFile(await log(), file, { position, views }, { onEvents: (done) => reportProgress(call, done), signal }),
    ),
  audit: (call, audit, policy, anew) =>
    calls.run(call, async (signal) => {
      const past = pastOf(await log());
      const progress = (of: AuditProgress) => reportProgress(call, of);
      // Loaded with the first audit: the queries and their framework take a second, which folds need not pay.
      const { auditInThread } = await import('./audit-in-thread.js');
      return auditInThread(past, audit, policy, {
        anew,
        signal,
        onEvents: (events) => progress({ events }),
        onSection: (section, done, all) => progress({ section, done, all }),
      });
    }),
};
const parent = createBirpc<ParentFunctions, PastFunctions>(functions, {
  ...channelToParent(),
  bind: 'functions',
  timeout: -1,
});

function reportProgress(call: CallNumber, progress: unknown): void {
  void parent.progressed.asEvent(call, progress);
}
