import { describe, expect, it } from 'vitest';
import { PROJECTIONS } from '../../../projections/index.js';
import { fold } from '../../../projections/kit/fold.js';
import { DepartmentRegistered } from '../../../src/domain/department/events.js';
import { ImportRunRecorded } from '../../../src/domain/import.js';
import { InteractionLinkedToTicket } from '../../../src/domain/interaction/events.js';
import { RelationshipEstablished, TouchpointHeld, TouchpointPlanned } from '../../../src/domain/relationship/events.js';
import { ServiceTeamMerged, ServiceTeamRegistered } from '../../../src/domain/team/events.js';
import { TicketReassigned } from '../../../src/domain/ticket/events.js';
import { fulfilled, made } from './commitment-stories.js';
import { CULTURE } from './culture-stories.js';
import { givenEvents, eventIn, type GivenEvent } from './given-events.js';
import { about, assigned, contact, DEPARTMENT, importRun, logged, march, met, rated, resolved, TEAM, ticket } from './stories.js';

const visit = { teamId: TEAM, departmentId: DEPARTMENT, touchpointId: 'V1', type: 'ROUNDING', plannedFor: march(10) } as const;
const related = (at: string, fact: GivenEvent['fact']): GivenEvent => eventIn(`relationship-${TEAM}.${DEPARTMENT}`, at, fact);

/** A visit V1 planned for the 10th. */
const planned = related(march(1), TouchpointPlanned(visit));
const heldWith = (itAttendees: readonly string[], departmentAttendees: readonly string[], at = march(12)) =>
  related(
    at,
    TouchpointHeld({
      ...visit,
      itAttendees,
      departmentAttendees,
      notesRef: 'notes-1',
    }),
  );

/** Something for every projection. */
const events = givenEvents(
  logged(),
  assigned(march(1, 9)),
  ticket(march(2), TicketReassigned({ ...about, fromTeamId: TEAM, toTeamId: 'pacs' })),
  resolved(march(6)),
  met(),
  contact(march(3), InteractionLinkedToTicket({ interactionId: 'I1', ticketId: 'T1', teamId: TEAM, departmentId: DEPARTMENT })),
  rated(march(5), 5, false),
  eventIn('team-desk', march(1), ServiceTeamRegistered({ teamId: 'desk', name: 'Service desk', externalIds: [] })),
  eventIn('team-desk', march(1), ServiceTeamMerged({ teamId: 'desk', intoTeamId: 'it', effectiveAt: march(28) })),
  eventIn(
    'department-radiology',
    march(1),
    DepartmentRegistered({ departmentId: DEPARTMENT, name: 'Radiology', kind: 'CLINICAL', externalIds: [] }),
  ),
  eventIn(
    'relationship-desk.radiology',
    march(1),
    RelationshipEstablished({ teamId: TEAM, departmentId: DEPARTMENT, type: 'BASIC' }),
  ),
  planned,
  heldWith(['p1'], ['p2']),
  made,
  fulfilled(march(4)),
  ...CULTURE,
  eventIn('import-run1', march(9), ImportRunRecorded(importRun)),
);

function fieldNames(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(fieldNames);
  return Object.entries(value).flatMap(([name, inner]) => [name, ...fieldNames(inner)]);
}

it('lists every projection once, under the name of its folder', () => {
  expect(PROJECTIONS.map(({ name }) => name).sort()).toEqual([
    'actions',
    'answers',
    'audits',
    'benchmarks',
    'commitments',
    'department',
    'events',
    'imports',
    'improvements',
    'instruments',
    'interaction',
    'links',
    'mergers',
    'policies',
    'recorded',
    'relationship',
    'surveys',
    'team',
    'ticket',
    'timeline',
    'trials',
  ]);
});

describe.each(PROJECTIONS.map((projection) => [projection.name, projection] as const))('%s', (_, projection) => {
  const documents = [...fold(projection, events).values()];
  it('makes documents that JSON keeps as they are', () => {
    expect(documents.length).toBeGreaterThan(0);
    for (const document of documents) expect(JSON.parse(JSON.stringify(document))).toStrictEqual(document);
  });
  it('names no field that a store would take for something else', () => {
    for (const name of documents.flatMap(fieldNames)) expect(name).toMatch(/^[^.$]+$/);
  });
  it('has in every document the fields of its indexes, and something to order by in the last of them', () => {
    // Where a view holds documents of several kinds, each index is of some of them.
    if (projection.cascade) return;
    for (const fields of Object.values(projection.indexes)) {
      for (const document of documents as Record<string, unknown>[]) {
        for (const field of fields) expect(document).toHaveProperty(field);
        if (fields.length > 1) expect(document[fields.at(-1)!]).not.toBeNull();
      }
    }
  });
  it('handles no type twice', () => {
    expect(new Set(projection.handles).size).toBe(projection.handles.length);
  });
});
