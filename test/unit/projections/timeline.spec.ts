import { describe, expect, it } from 'vitest';
import { timelineProjection } from '../../../projections/timeline/projection.js';
import { CommitmentRenegotiated } from '../../../src/domain/commitment/events.js';
import { TrainingHeld } from '../../../src/domain/improvement/events.js';
import * as i from '../../../src/domain/interaction/events.js';
import { LiaisonAppointed, TouchpointHeld } from '../../../src/domain/relationship/events.js';
import * as t from '../../../src/domain/ticket/events.js';
import { sidesIn, timelineInWords } from '../../../src/queries/timeline/relationship-timeline.js';
import { COMMITMENT, fulfilled, made, promise, withdrawn } from './commitment-stories.js';
import { documentsOf } from './documents-of.js';
import { eventIn, type GivenEvent } from './given-events.js';
import { about, assigned, contact, DEPARTMENT, held, logged, march, rated, TEAM, ticket } from './stories.js';

const NAMES = { teams: new Map([['network', 'Network']]), departments: new Map<string, string>() };
const inWords = timelineInWords('en', 'UTC', NAMES);
const pages = (...facts: readonly GivenEvent[]) => [...documentsOf(timelineProjection, ...facts).values()];
const lines = (...facts: readonly GivenEvent[]) =>
  pages(...facts).flatMap(({ relationshipId, lines: all }) =>
    all.map((line) => ({ relationshipId, ...line, summary: inWords(line) })),
  );
const places = (...facts: readonly GivenEvent[]) => lines(...facts).map(({ relationshipId }) => relationshipId);

describe('timeline', () => {
  it('keeps what happened, when and about what', () => {
    expect([...documentsOf(timelineProjection, assigned(march(2)))]).toEqual([
      [
        `${TEAM}.${DEPARTMENT}|2026-03-0`,
        {
          relationshipId: `${TEAM}.${DEPARTMENT}`,
          span: '2026-03-0',
          lines: [
            {
              at: march(2),
              eventId: 'ticket-T1@0',
              type: 'TicketAssigned',
              otherRelationshipId: null,
              subject: 'T1',
              actorKind: 'IT_STAFF',
              fidelity: 'NATIVE',
              facts: {},
            },
          ],
        },
      ],
    ]);
  });
  it('has some ten days to a page, by moment whatever the order of telling', () => {
    const [late, early] = [ticket(march(9), t.TicketUpdateChased(held)), ticket(march(3), t.TicketUpdateChased(held))];
    const next = ticket(march(10), t.TicketUpdateChased(held));
    expect(pages(late, early, next).map(({ span, lines: all }) => [span, all.map(({ at }) => at)])).toEqual([
      ['2026-03-0', [march(3), march(9)]],
      ['2026-03-1', [march(10)]],
    ]);
  });
  it('has nothing of a ticket that no team holds, nor of internal notes', () => {
    const note = t.TicketUpdateShared({ ...held, visibility: 'INTERNAL', proactive: false, human: true });
    expect(lines(logged(), ticket(march(2), t.TicketUpdateChased(about)), ticket(march(3), note))).toEqual([]);
  });
  it('knows of which other pair an event that passed between two is told', () => {
    const reassigned = ticket(march(2), t.TicketReassigned({ ...about, fromTeamId: TEAM, toTeamId: 'network' }));
    expect(lines(reassigned).map(({ relationshipId, otherRelationshipId }) => [relationshipId, otherRelationshipId])).toEqual([
      [`${TEAM}.${DEPARTMENT}`, `network.${DEPARTMENT}`],
      [`network.${DEPARTMENT}`, `${TEAM}.${DEPARTMENT}`],
    ]);
  });
  it.each<[string, GivenEvent, string[]]>([
    [
      'passed between teams',
      ticket(march(2), t.TicketReassigned({ ...about, fromTeamId: 'desk', toTeamId: 'pacs' })),
      ['desk.radiology', 'pacs.radiology'],
    ],
    [
      'a contact passed between teams',
      contact(
        march(2),
        i.InteractionTransferred({
          interactionId: 'I1',
          departmentId: 'radiology',
          teamId: 'pacs',
          fromTeamId: 'desk',
          toTeamId: 'pacs',
          warm: false,
        }),
      ),
      ['desk.radiology', 'pacs.radiology'],
    ],
    ['given back', ticket(march(2), t.TicketUnassigned({ ...about, fromTeamId: 'desk' })), ['desk.radiology']],
    [
      'booked to another department',
      ticket(
        march(2),
        t.TicketDepartmentCorrected({
          ticketId: 'T1',
          teamId: 'desk',
          fromDepartmentId: 'radiology',
          toDepartmentId: 'surgery',
          state: 'NEW',
          loggedAt: march(1),
        }),
      ),
      ['desk.radiology', 'desk.surgery'],
    ],
  ])('%s: stands with all that it concerns', (_, fact, expected) => {
    expect(places(fact)).toEqual(expected);
  });
  it('does not tell how somebody rated', () => {
    const [bad] = lines(rated(march(5), 1, true));
    const [good] = lines(rated(march(5), 5, true));
    expect(bad).toEqual(good);
    expect(bad?.subject).toBe('I1');
  });
  it('names the relationship where an event is about nothing smaller', () => {
    const appointed = LiaisonAppointed({ teamId: TEAM, departmentId: DEPARTMENT, side: 'IT', personRef: 'secret-person' });
    const [line] = lines(eventIn(`relationship-${TEAM}.${DEPARTMENT}`, march(2), appointed));
    expect(line).toMatchObject({
      subject: `${TEAM}.${DEPARTMENT}`,
      summary: 'A liaison was appointed on the side of IT.',
    });
    expect(JSON.stringify(line)).not.toContain('secret-person');
  });
  it('tells of promises and of what is being made better', () => {
    const about = { improvementId: 'I1', teamId: TEAM, departmentId: DEPARTMENT };
    const training = TrainingHeld({
      ...about,
      topic: 'PACS',
      itInvited: 4,
      itAttended: 3,
      departmentInvited: 9,
      departmentAttended: 5,
    });
    expect(
      lines(made, fulfilled(march(4)), withdrawn, eventIn('improvement-I1', march(6), training)).map(({ subject, summary }) => [
        subject,
        summary,
      ]),
    ).toEqual([
      [COMMITMENT, 'The team made a commitment due on 5 Mar 2026.'],
      [COMMITMENT, 'A commitment was withdrawn by the department.'],
      [COMMITMENT, 'The team reports that it kept a commitment.'],
      ['I1', 'A training took place for 3 of IT and 5 of the department: PACS.'],
    ]);
  });
  it.each([
    [true, 'Both sides agreed on 9 Mar 2026 instead of 5 Mar 2026.'],
    [false, 'Both sides agreed on 9 Mar 2026 instead of 5 Mar 2026, after that date had passed.'],
  ])('says whether a due date was moved in time (%s)', (noticeGiven, summary) => {
    const dates = { oldDueAt: march(5), dueAt: march(9) };
    const about = { commitmentId: COMMITMENT, teamId: TEAM, departmentId: DEPARTMENT };
    const moved = CommitmentRenegotiated({ ...about, ...dates, agreedBy: 'p1', noticeGiven });
    expect(lines(promise(march(4), moved))).toMatchObject([{ summary }]);
  });
  it.each([
    ['en', 'Europe/Berlin', 'The team made a commitment due on 5 Mar 2026.'],
    ['de', 'Europe/Berlin', 'Das Team hat etwas bis zum 05.03.2026 zugesagt.'],
    ['de', 'Pacific/Auckland', 'Das Team hat etwas bis zum 06.03.2026 zugesagt.'],
  ] as const)('is said in %s by the clocks of %s', (language, zone, summary) => {
    const [line] = lines({
      ...made,
      fact: { ...made.fact, data: { ...made.fact.data, dueAt: '2026-03-05T20:00:00.000Z' } },
    });
    const { type, facts } = line!;
    expect(timelineInWords(language, zone, NAMES)({ type, facts })).toBe(summary);
  });
  it('calls teams by their names, and one whose name is not known by its id', () => {
    const [line] = lines(ticket(march(2), t.TicketReassigned({ ...about, fromTeamId: TEAM, toTeamId: 'network' })));
    expect(line!.summary).toBe(`The ticket was reassigned from ${TEAM} to Network.`);
    expect(sidesIn([line!].map(({ type, facts }) => ({ type, facts })))).toEqual({ teams: [TEAM, 'network'], departments: [] });
  });
  it('says what an earlier build of the view had in words, while this one is built', () => {
    expect(timelineInWords('de', 'UTC', NAMES)({ summary: 'The team took the ticket.' })).toBe('The team took the ticket.');
  });
  it('keeps of people only how many came', () => {
    const held = { touchpointId: 'P1', teamId: TEAM, departmentId: DEPARTMENT, type: 'ROUNDING', plannedFor: march(3) } as const;
    const came = TouchpointHeld({ ...held, itAttendees: ['secret-person'], departmentAttendees: [] });
    const [line] = lines(eventIn(`relationship-${TEAM}.${DEPARTMENT}`, march(3), came));
    expect(line!.facts).toEqual({ type: 'ROUNDING', itAttendees: 1, departmentAttendees: 0 });
    expect(line!.summary).toBe('The planned meeting (rounding) took place with one side only.');
  });
});
