import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { identityOf } from '../../../src/access/identity.js';
import { ServiceTeamRegistered, TargetsAdopted } from '../../../src/domain/team/events.js';
import * as t from '../../../src/domain/ticket/events.js';
import { appOver, type TestApp } from '../../support/app.js';
import { FoldedViews } from '../../support/folded-views.js';
import { MemoryEventLog } from '../../support/memory-event-log.js';
import { eventIn, givenEvents } from '../projections/given-events.js';

const on = (day: number) => `2026-03-0${day}T08:00:00.000Z`;
const about = { ticketId: 'T1', departmentId: 'icu' };
const tell = (day: number, fact: Parameters<typeof eventIn>[2]) => eventIn('ticket-T1', on(day), fact);
const logged = { ...about, kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE', summaryRef: 'key' } as const;
const EVENTS = givenEvents(
  eventIn('team-desk', on(1), ServiceTeamRegistered({ teamId: 'desk', name: 'Desk', externalIds: [] })),
  eventIn('team-desk', on(1), TargetsAdopted({ teamId: 'desk', acknowledgeMinutes: 60, effectiveAt: on(1) })),
  tell(1, t.TicketLogged(logged)),
  tell(1, t.TicketAssigned({ ...about, toTeamId: 'desk', loggedAt: on(1) })),
  tell(
    3,
    t.TicketDepartmentCorrected({
      ticketId: 'T1',
      teamId: 'desk',
      fromDepartmentId: 'icu',
      toDepartmentId: 'lab',
      state: 'NEW',
      loggedAt: on(1),
    }),
  ),
);

let app: TestApp;
afterEach(() => app.close());

it.each([
  ['icu', 'SUPPRESSED'],
  ['lab', 'ELSEWHERE'],
])(
  'words of a ticket as of a moment are for whom it belongs to now: told to the %s they are %s',
  async (departmentId, textState) => {
    const [readers, log] = [new FoldedViews(), new MemoryEventLog()];
    readers.show(EVENTS);
    for (const event of EVENTS) await log.append(event.stream, 'ANY', [{ ...event, id: randomUUID() }]);
    // Of numbers they see the whole hospital, of words their own department's.
    const assigned = [
      { role: 'ANALYST', everywhere: true, departmentIds: [], teamIds: [] },
      { role: 'DEPARTMENT_MANAGER', everywhere: false, departmentIds: [departmentId], teamIds: [] },
    ] as const;
    app = await appOver({ readers, log }, { identity: identityOf({ subject: 'x', roles: [], assigned }) });
    const asOf = `asOf: "${on(2)}"`;
    const { data, errors } = await app.ask(
      `{ silenceList(${asOf}) { edges { node { ticket { departmentId state textState } } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.silenceList.edges).toEqual([{ node: { ticket: { departmentId: 'icu', state: 'NEW', textState } } }]);
  },
);
