import type { PinnedAudit } from '../../queries/audits.js';
import { RapportError } from '../../domain/kernel/errors.js';
import type { AuditComputer, ComputedAudit } from '../../history/audit/compute-audit.js';
import type { AuditWatch } from '../../history/audit/report.js';
import { CostlyQueue } from '../../history/costly-queue.js';
import type { FoldViews } from '../../history/folds.js';
import { SharedWork } from '../../history/shared-work.js';
import type { Policy } from '../../measures/policy.js';
import { CallThread } from '../threads/call-thread.js';
import { logger } from '../logger.js';
import { foldedInFile } from './folded-file.js';
import type { AuditProgress, PastFunctions, PastThreadData } from './past-thread.js';

/** The built program next to the built program, the source next to the source. */
const PROGRAM = new URL(import.meta.url.replace(/threaded-past(\.[jt]s)$/, 'past-thread$1'));
/** The maximum number of queued audits; each takes seconds to minutes. */
const AUDITS_WAITING = 4;

interface Run {
  readonly work: SharedWork<ComputedAudit>;
  readonly watchers: Set<AuditWatch>;
}

/**
 * Computes past views and audits in a thread beside the API, so that folding years of events does not slow down commands and
 * queries. One fold and one audit run at a time.
 */
export class ThreadedPast implements AuditComputer {
  private readonly running = new Map<string, Run>();
  private readonly queue = new CostlyQueue({ what: 'audits', concurrency: 1, capacity: AUDITS_WAITING });
  private readonly thread: CallThread<PastFunctions>;

  constructor(data: PastThreadData) {
    this.thread = new CallThread(PROGRAM, {
      name: 'past',
      data,
      ended: () =>
        new RapportError('VIEWS_UNAVAILABLE', 'The thread that reads past states ended', {
          remedy: 'It is being restarted: send the query again.',
        }),
      onError: (error) => logger.error({ error }, 'The thread that reads past states failed and is restarted'),
    });
  }

  readonly fold: FoldViews = (position, views, { onEvents, signal }) => {
    const onProgress = (events: number) => onEvents?.(events);
    return foldedInFile((file) =>
      this.thread.call((past, call) => past.fold(call, file, position, views), { signal, onProgress }),
    );
  };

  /** Concurrent callers who ask for the same audit share its run. */
  async compute(audit: PinnedAudit, policy: Policy, watch: AuditWatch): Promise<ComputedAudit> {
    const key = JSON.stringify([audit, policy, watch.anew === true]);
    let run = this.running.get(key);
    if (!run) this.running.set(key, (run = this.begin(key, audit, policy, watch.anew === true)));
    run.watchers.add(watch);
    try {
      return await run.work.join(watch.signal);
    } finally {
      run.watchers.delete(watch);
    }
  }

  private begin(key: string, audit: PinnedAudit, policy: Policy, anew: boolean): Run {
    const watchers = new Set<AuditWatch>();
    const onProgress = (progress: AuditProgress) => {
      for (const { onEvents, onSection } of watchers) {
        if ('events' in progress) onEvents?.(progress.events);
        else onSection?.(progress.section, progress.done, progress.all);
      }
    };
    const forget = () => {
      if (this.running.get(key) === run) this.running.delete(key);
    };
    const compute = (signal: AbortSignal) =>
      this.thread.call((past, call) => past.audit(call, audit, policy, anew), { signal, onProgress });
    const work = new SharedWork((signal) => this.queue.run(() => compute(signal), signal), forget);
    const run = { work, watchers };
    work.outcome.then(forget, forget);
    return run;
  }

  close(): Promise<void> {
    return this.thread.end();
  }
}
