import { beforeAll, expect, it } from 'vitest';
import { onEveryEngine } from './on-every-engine.js';
import { newCast, register, tell, THE_DAY_AFTER } from './story.js';

onEveryEngine('Questions to a small story', (server) => {
  const cast = newCast();
  const { desk, network, radiology, solved, silent, call } = cast;
  let told: string;
  beforeAll(async () => {
    await register(server, cast);
    told = await tell(server, cast);
  });

  /** What a view answers once it has taken in the story. */
  const answerOf = async (field: string, given: string, selection: string) => {
    const { data, errors, extensions } = await server.ask(`{ answer: ${field}(${given}, minPosition: "${told}") ${selection} }`);
    expect(errors).toBeUndefined();
    expect(extensions?.stale).not.toBe(true);
    return data.answer;
  };
  const asOf = `asOf: "${THE_DAY_AFTER}"`;

  it('1: how does a department stand', async () => {
    const overview = await answerOf(
      'departmentOverview',
      `id: "${radiology}", ${asOf}`,
      '{ openTickets openPromises { ticketId kind } nextTouchpoints { type plannedFor } relationships { teamId } }',
    );
    expect(overview).toMatchObject({
      openTickets: 1,
      // The team has a target for updates: a next word is due from the taking on, beside the acknowledgement.
      openPromises: [
        { ticketId: silent, kind: 'ACKNOWLEDGEMENT' },
        { ticketId: silent, kind: 'UPDATE' },
      ],
      nextTouchpoints: [{ type: 'ROUNDING', plannedFor: '2026-04-01T08:00:00.000Z' }],
    });
    expect(overview.relationships.map(({ teamId }: { teamId: string }) => teamId).sort()).toEqual([desk, network].sort());
  });

  it('3: what happened between a team and a department', async () => {
    const timeline = await answerOf(
      'relationshipTimeline',
      `teamId: "${desk}", departmentId: "${radiology}"`,
      '{ edges { node { type subject at } } }',
    );
    const happened = timeline.edges.map(
      ({ node }: { node: { type: string; subject: string } }) => `${node.type} ${node.subject}`,
    );
    expect(happened).toEqual(
      expect.arrayContaining([`TicketAssigned ${silent}`, `TicketAcknowledged ${solved}`, `InteractionFeedbackGiven ${call}`]),
    );
    const moments = timeline.edges.map(({ node }: { node: { at: string } }) => node.at);
    expect(moments).toEqual([...moments].sort().reverse());
  });

  it('4: what is a requester told', async () => {
    const view = await answerOf(
      'ticketDepartmentView',
      `id: "${solved}"`,
      '{ headline whatHappenedLast whoHasIt whatIsPromisedNext }',
    );
    expect(view).toMatchObject({
      headline: 'Your request is complete.',
      whoHasIt: 'Network looked after it.',
      whatIsPromisedNext: 'Nothing more is due.',
    });
  });

  it('5: how fresh are the views', async () => {
    await answerOf('team', `id: "${desk}"`, '{ name }');
    const { data } = await server.ask('{ projectionStatus { name state position parked } }');
    expect(data.projectionStatus.length).toBeGreaterThan(0);
    for (const view of data.projectionStatus) {
      expect(view.state).not.toBe('STALLED');
      expect(view.position >= told).toBe(true);
    }
  });

  it('8: who waits in silence', async () => {
    const silences = await answerOf(
      'silenceList',
      `departmentId: "${radiology}", asOf: "2026-03-02T10:00:00Z"`,
      '{ edges { node { ticketId kind dueAt silentMinutes } } }',
    );
    expect(silences.edges.map(({ node }: { node: object }) => node)).toEqual([
      { ticketId: silent, kind: 'ACKNOWLEDGEMENT', dueAt: '2026-03-02T08:30:00.000Z', silentMinutes: 90 },
    ]);
  });

  it('9: who hands tickets on to whom', async () => {
    expect(
      await answerOf('bounceMatrix', `departmentId: "${radiology}"`, '{ total tickets cells { fromTeam toTeam count tickets } }'),
    ).toEqual({ total: 1, tickets: 1, cells: [{ fromTeam: desk, toTeam: network, count: 1, tickets: 1 }] });
  });

  it('17: was it solved, and were people treated well', async () => {
    expect(
      await answerOf(
        'firstContactMatrix',
        `departmentId: "${radiology}"`,
        '{ state solvedTreatedWell solvedTreatedBadly unsolvedTreatedWell unsolvedTreatedBadly unanswered contacts tickets people }',
      ),
    ).toEqual({
      // One person rated: the columns show from five people on.
      state: 'SUPPRESSED',
      solvedTreatedWell: null,
      solvedTreatedBadly: null,
      unsolvedTreatedWell: null,
      unsolvedTreatedBadly: null,
      unanswered: 0,
      contacts: 1,
      tickets: 0,
      people: null,
    });
  });
});
