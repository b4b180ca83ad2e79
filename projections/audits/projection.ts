import type { AuditFindingRecorded, AuditPinned, AuditRunRecorded } from '../../src/domain/governance/events.js';
import type { EventOf, RecordedEvent } from '../../src/domain/kernel/event.js';
import { applyFold, type Folds } from '../kit/folds.js';
import { known } from '../kit/known.js';
import { defineProjection } from '../kit/projection.js';
import type { AuditDocument } from './document.js';

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
    const before = known(document, event);
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
