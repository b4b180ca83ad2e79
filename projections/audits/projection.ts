import type { AuditFindingRecorded, AuditPinned, AuditRunRecorded } from '../../src/domain/governance/events.js';
import type { EventOf, RecordedEvent } from '../../src/domain/kernel/event.js';
import { applyFold, type Folds, requireDocument } from '../kit/fold.js';
import { defineProjection } from '../kit/projection.js';

/**
 * A culture audit: what it rests on, what its first run came to, and what people found. Key: `<organizationId>.<auditId>`. From the
 * organisation's governance stream. The report itself follows from the log up to `position`, whenever it is asked for; what the first run came to is kept
 * in the audit's own stream.
 */
export interface AuditDocument {
  readonly organizationId: string;
  readonly auditId: string;
  /** The log up to here is what it knows. */
  readonly position: string;
  readonly from: string;
  /** Not included. */
  readonly until: string;
  /** Empty: all. */
  readonly departmentIds: readonly string[];
  /** Null: the built-in one. */
  readonly policy: { readonly name: string; readonly version: string } | null;
  readonly pinnedAt: string;
  /** Null: pinned, but nobody has written down yet what it comes to. */
  readonly run: {
    /** SHA-256 of the report, hexadecimal. */
    readonly hash: string;
    /** By section: where a later run differs. */
    readonly sections: readonly { readonly section: string; readonly hash: string }[];
    /** `name@version` of what computed it. */
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

/** The audits of the organisation: what each rests on, came to and found. */
export const auditsProjection = defineProjection<AuditDocument, Pinned | Later>({
  name: 'audits',
  version: 1,
  handles: ['AuditPinned', 'AuditRunRecorded', 'AuditFindingRecorded'],
  // Ids are distinct within an organisation only.
  keys: ({ data }) => [`${data.organizationId}.${data.auditId}`],
  evolve: (document, event) => {
    if (event.type === 'AuditPinned') return pinned(event);
    const before = requireDocument(document, event);
    return { ...before, ...applyFold(changes, before, event) };
  },
  indexes: { byAuditId: ['auditId'], byPinnedAt: ['pinnedAt'] },
  // Ids hold no dot.
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
