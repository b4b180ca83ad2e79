import type { AuditFindingRecorded, AuditPinned, AuditRunRecorded } from '../../src/domain/governance/events.js';
import type { EventOf, RecordedEvent } from '../../src/domain/kernel/event.js';
import { applyFold, type Folds, requireDocument } from '../kit/fold.js';
import { defineProjection } from '../kit/projection.js';

/**
 * A culture audit: what it is based on, the result of its first run, and the findings of people. Key:
 * `<organizationId>.<auditId>`. From the organisation's governance stream. The report itself is computed from the log up to
 * `position` whenever it is asked for; the result of the first run is kept in the audit's own stream.
 */
export interface AuditDocument {
  readonly organizationId: string;
  readonly auditId: string;
  /** The audit uses the log up to this position. */
  readonly position: string;
  readonly from: string;
  /** Exclusive. */
  readonly until: string;
  /** Empty: all departments. */
  readonly departmentIds: readonly string[];
  /** Null: the built-in policy. */
  readonly policy: { readonly name: string; readonly version: string } | null;
  readonly pinnedAt: string;
  /** Null: pinned, but no run has been recorded yet. */
  readonly run: {
    /** SHA-256 of the report, hexadecimal. */
    readonly hash: string;
    /** The hash of each section, to find where a later run differs. */
    readonly sections: readonly { readonly section: string; readonly hash: string }[];
    /** The formulae that computed it, as `name@version`. */
    readonly formulae: readonly string[];
    readonly recordedAt: string;
  } | null;
  /** In the order in which they were recorded. */
  readonly findings: readonly {
    readonly findingId: string;
    readonly findingRef: string;
    readonly theme: string | null;
    readonly teamId: string | null;
    readonly departmentId: string | null;
    readonly recordedAt: string;
  }[];
}

type Pinned = EventOf<typeof AuditPinned>;
type Later = EventOf<typeof AuditRunRecorded> | EventOf<typeof AuditFindingRecorded>;

/** The audits of the organisation: their basis, first run and findings. */
export const auditsProjection = defineProjection<AuditDocument, Pinned | Later>({
  name: 'audits',
  version: 1,
  handles: ['AuditPinned', 'AuditRunRecorded', 'AuditFindingRecorded'],
  // Audit ids are unique within an organisation only.
  keys: ({ data }) => [`${data.organizationId}.${data.auditId}`],
  evolve: (document, event) => {
    if (event.type === 'AuditPinned') return pinned(event);
    const before = requireDocument(document, event);
    return { ...before, ...applyFold(changes, before, event) };
  },
  indexes: { byAuditId: ['auditId'], byPinnedAt: ['pinnedAt'] },
  // Ids contain no dot.
  streamOf: (key) => `governance-${key.slice(0, key.indexOf('.'))}`,
});

const pinned = ({ data: { policy, ...audit }, metadata }: RecordedEvent<Pinned>): AuditDocument => ({
  ...audit,
  policy: policy ?? null,
  pinnedAt: metadata.occurredAt,
  run: null,
  findings: [],
});

const changes: Folds<Later, AuditDocument, Partial<AuditDocument>> = {
  AuditRunRecorded: (_, { data: { hash, sections, formulae }, metadata }) => ({
    run: { hash, sections, formulae, recordedAt: metadata.occurredAt },
  }),
  AuditFindingRecorded: ({ findings }, { data, metadata }) => ({
    findings: [
      ...findings,
      {
        findingId: data.findingId,
        findingRef: data.findingRef,
        theme: data.theme ?? null,
        teamId: data.teamId ?? null,
        departmentId: data.departmentId ?? null,
        recordedAt: metadata.occurredAt,
      },
    ],
  }),
};
