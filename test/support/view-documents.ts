import { COMPONENTS } from '../../src/domain/components.js';
import { dayOf, monthOfDay } from '../../projections/kit/day.js';
import type { DepartmentDocument } from '../../projections/department/document.js';
import type { RelationshipDocument } from '../../projections/relationship/document.js';
import type { TeamDocument } from '../../projections/team/projection.js';
import type { TicketDocument } from '../../projections/ticket/document.js';
import {
  combined,
  COUNTERS,
  type DayTrial,
  type DerivedDocument,
  type PairDocument,
  type TrialContribution,
} from '../../projections/trials/documents.js';

/** Whole documents from the few fields a test is about. */
export const ticketOf = (given: Partial<TicketDocument> = {}): TicketDocument => ({
  ticketId: 'T1',
  kind: 'INCIDENT',
  state: 'NEW',
  departmentId: 'radiology',
  teamId: null,
  lastTeamId: null,
  assigneeRef: null,
  requesterRef: null,
  externalId: null,
  externalSystem: null,
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
  names: [{ effectiveAt: '', value: `Team ${teamId}` }],
  retiredAt: null,
  mergedInto: null,
  mergedAt: null,
  externalIds: [],
  targets: [],
  calendars: [],
});

export const departmentOf = (departmentId: string): DepartmentDocument => ({
  departmentId,
  name: `Department ${departmentId}`,
  names: [{ effectiveAt: '', value: `Department ${departmentId}` }],
  kind: 'CLINICAL',
  registered: true,
  retiredAt: null,
  parentId: null,
  parents: [{ effectiveAt: '', value: null }],
  externalIds: [],
  mergedInto: null,
  mergedAt: null,
  splitInto: [],
  splitAt: null,
  mergedFrom: [],
  splitFrom: [],
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
  predecessors: [],
  charter: null,
  maturity: { it: null, department: null },
  changes: [],
  ...given,
});

/** What counts of a pair, of nothing but the trials given. */
export function pairOf(teamId: string, departmentId: string, trials: readonly DayTrial[] = []): PairDocument {
  const made = combined(null, `pair:${teamId}.${departmentId}`, [], trials.map(contributed), '1') as PairDocument | null;
  return (
    made ?? {
      kind: 'PAIR',
      relationshipId: `${teamId}.${departmentId}`,
      teamId,
      departmentId,
      ...NOTHING_COUNTED,
      changedAt: '1',
    }
  );
}
const NOTHING_COUNTED = {
  days: Object.fromEntries([...COMPONENTS, ...COUNTERS].map((counted) => [counted, []])) as unknown as PairDocument['days'],
  corrections: [],
  people: [],
};

/** The views of trials as the projection would make them of these. */
export function trialViews(trials: readonly DayTrial[]): Readonly<Record<string, DerivedDocument>> {
  const all = trials.map(contributed);
  const keys = [...new Set(all.flatMap(({ to }) => to))];
  return Object.fromEntries(
    keys.map((key) => [
      key,
      combined(
        null,
        key,
        [],
        all.filter(({ to }) => to.includes(key)),
        '1',
      )!,
    ]),
  );
}

function contributed(trial: DayTrial): TrialContribution {
  const day = dayOf(trial.at);
  const to = [`pair:${trial.teamId}.${trial.departmentId}`, `month:${monthOfDay(day)}`, `day:${day}`];
  return { is: 'TRIAL', to, day, ...trial };
}
