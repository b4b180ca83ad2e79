import type { DepartmentDocument } from '../../projections/department/document.js';
import type { PromiseDocument } from '../../projections/promises/document.js';
import type { RelationshipDocument } from '../../projections/relationship/document.js';
import type { TeamDocument } from '../../projections/team/document.js';
import type { TicketDocument } from '../../projections/ticket/document.js';

/** Whole documents from the few fields a test is about. */
export const ticketOf = (given: Partial<TicketDocument> = {}): TicketDocument => ({
  ticketId: 'T1',
  kind: 'INCIDENT',
  state: 'NEW',
  departmentId: 'radiology',
  teamId: null,
  assigneeRef: null,
  requesterRef: null,
  channel: 'PHONE',
  category: null,
  subcategory: null,
  symptom: null,
  impact: null,
  urgency: null,
  priority: null,
  clinicalImpact: 'NONE',
  summaryRef: null,
  businessGoalId: null,
  loggedAt: '2026-03-01T08:00:00.000Z',
  lastEventAt: '2026-03-01T08:00:00.000Z',
  lastEventId: 'e1',
  revision: 0,
  acknowledgedAt: null,
  acknowledgeBy: null,
  nextUpdateBy: null,
  lastSharedAt: null,
  holdReason: null,
  holdAgreed: null,
  heldSince: null,
  resolvedAt: null,
  closedAt: null,
  resolutionCode: null,
  cycle: 1,
  reassignments: 0,
  reopenings: 0,
  updatesShared: 0,
  chased: 0,
  links: [],
  mergedInto: null,
  fidelity: 'NATIVE',
  reported: [],
  ...given,
});

export const teamOf = (teamId: string): TeamDocument => ({
  teamId,
  name: `Team ${teamId}`,
  retired: false,
  mergedInto: null,
  formerNames: [],
  externalIds: [],
  targets: [],
  calendars: [],
});

export const departmentOf = (departmentId: string): DepartmentDocument => ({
  departmentId,
  name: `Department ${departmentId}`,
  kind: 'CLINICAL',
  registered: true,
  retired: false,
  parentId: null,
  externalIds: [],
  mergedInto: null,
  splitInto: [],
  formerNames: [],
  tickets: { new: 1, inProgress: 2, onHold: 3, resolved: 4, closed: 5, cancelled: 0, merged: 0 },
  relationships: [],
  liaisons: [],
  touchpoints: [],
});

export const relationshipOf = (
  teamId: string,
  departmentId: string,
  given: Partial<RelationshipDocument> = {},
): RelationshipDocument => ({
  relationshipId: `${teamId}.${departmentId}`,
  teamId,
  departmentId,
  state: 'OBSERVED',
  type: null,
  scope: null,
  establishedAt: null,
  endedAt: null,
  successor: null,
  charter: null,
  maturity: { it: null, department: null },
  components: { reliability: [], responsiveness: [], durability: [], treatment: [], transparency: [], engagement: [] },
  contacts: [],
  resolutions: 0,
  interactions: 0,
  ...given,
});

export const promiseOf = (given: Partial<PromiseDocument> = {}): PromiseDocument => ({
  ticketId: 'T1',
  teamId: 'desk',
  departmentId: 'radiology',
  kind: 'UPDATE',
  promisedAt: '2026-03-01T08:00:00.000Z',
  dueAt: '2026-03-01T09:00:00.000Z',
  open: true,
  endedAt: '9999-12-31T00:00:00.000Z',
  outcome: 'OPEN',
  ...given,
});
