import { PROJECTIONS } from '../../projections/index.js';
import type { AuditDocument } from '../../projections/audits/projection.js';
import { fold } from '../../projections/kit/fold.js';
import { withQueries } from '../../src/app/queries.js';
import type { Services } from '../../src/app/services.js';
import { ViewsOfAnyMoment } from '../../src/app/views.js';
import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import { PastViews } from '../../src/history/past-views.js';
import { type AuditRun, RunAudit } from '../../src/history/audit/run-audit.js';
import type { LiveViews } from '../../src/queries/live-views.js';
import { foldInMemory } from './fold-in-memory.js';
import { MemoryEventLog } from './memory-event-log.js';
import { MemoryViews } from './memory-views.js';

export type ToAudit = Pick<AuditDocument, 'position' | 'from' | 'until'> & Partial<AuditDocument>;

/** Runs an audit over a log of these events, with the program's own folds and handlers and without any cached result. */
export async function audited(events: readonly RecordedEvent[], audit: ToAudit): Promise<AuditRun> {
  const log = new MemoryEventLog();
  log.events.push(...events);
  const policies = Object.fromEntries(
    fold(
      PROJECTIONS.find(({ name }) => name === 'policies')!,
      events.filter(isPolicy),
    ),
  );
  const pinned = {
    ...{ organizationId: 'org', auditId: 'A', departmentIds: [], policy: null, run: null, findings: [] },
    ...audit,
  };
  const live = new MemoryViews({ audits: { 'org.A': pinned }, policies });
  const past = new PastViews({ log, projections: PROJECTIONS, fold: foldInMemory(log) });
  const readers = new ViewsOfAnyMoment(live as unknown as LiveViews, past, log);
  try {
    const reader = live.reader();
    const nowhere = {} as unknown as Services['projector'];
    return (await withQueries({ readers, projector: nowhere }, (ask) => ask(RunAudit).execute(reader, 'A')))!;
  } finally {
    await past.close();
  }
}

const isPolicy = ({ type }: RecordedEvent) => type === 'ScoringPolicyAdopted' || type === 'RebasingRecorded';
