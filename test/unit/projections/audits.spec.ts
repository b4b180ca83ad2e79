import { describe, expect, it } from 'vitest';
import { auditsProjection } from '../../../projections/audits/projection.js';
import type { DomainEvent } from '../../../src/domain/kernel/event.js';
import * as g from '../../../src/domain/governance/events.js';
import { documentsOf } from './documents-of.js';
import { eventIn } from './given-events.js';
import { DEPARTMENT, march, TEAM } from './stories.js';

const organisation = { organizationId: 'org' };
const pinned = { auditId: 'A1', position: '000042', from: march(1), until: march(9), departmentIds: [DEPARTMENT] };
const result = { hash: 'abc', sections: [{ section: 'silence', hash: 'def' }], formulae: ['sri@1'] };
const fact = (day: number, event: DomainEvent, stream = 'governance-org') => eventIn(stream, march(day), event);
const audits = (...facts: Parameters<typeof documentsOf>[1][]) => Object.fromEntries(documentsOf(auditsProjection, ...facts));

describe('audits', () => {
  it('are kept with what they rest on, each by itself', () => {
    const policy = { name: 'first', version: '1' };
    expect(
      audits(
        fact(10, g.AuditPinned({ ...organisation, ...pinned, policy })),
        fact(11, g.AuditPinned({ ...organisation, ...pinned, auditId: 'A2', departmentIds: [] })),
      ),
    ).toEqual({
      'org.A1': { ...organisation, ...pinned, policy, pinnedAt: march(10), run: null, findings: [] },
      'org.A2': {
        ...organisation,
        ...pinned,
        auditId: 'A2',
        departmentIds: [],
        policy: null,
        pinnedAt: march(11),
        run: null,
        findings: [],
      },
    });
  });
  it('are kept with what the first run came to and what people found', () => {
    const found = { findingId: 'F1', findingRef: 'text-1' };
    const { 'org.A1': audit } = audits(
      fact(10, g.AuditPinned({ ...organisation, ...pinned })),
      fact(11, g.AuditRunRecorded({ ...organisation, auditId: 'A1', ...result })),
      fact(12, g.AuditFindingRecorded({ ...organisation, auditId: 'A1', ...found, teamId: TEAM })),
    );
    expect(audit).toMatchObject({
      run: { ...result, recordedAt: march(11) },
      findings: [{ ...found, theme: null, teamId: TEAM, departmentId: null, recordedAt: march(12) }],
    });
  });
  it('of two organisations do not meet, though they bear one id', () => {
    const other = { organizationId: 'other', ...pinned, position: '7' };
    const both = audits(
      fact(10, g.AuditPinned({ ...organisation, ...pinned })),
      fact(10, g.AuditPinned(other), 'governance-other'),
    );
    expect(Object.keys(both)).toEqual(['org.A1', 'other.A1']);
    expect(auditsProjection.streamOf!('other.A1')).toBe('governance-other');
  });
});
