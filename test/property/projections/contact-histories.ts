import fc from '../../support/properties.js';
import { InteractionFeedbackGiven, InteractionStarted } from '../../../src/domain/interaction/events.js';
import * as r from '../../../src/domain/relationship/events.js';
import { eventIn, type GivenEvent } from '../../unit/projections/given-events.js';

const moment = (day: number) => `2026-03-${String(day).padStart(2, '0')}T10:00:00.000Z`;
const answer = fc.record({ treatment: fc.integer({ min: 1, max: 5 }), resolvedAtTime: fc.boolean() });
const between = { teamId: 'desk', departmentId: 'radiology' };

/** A contact and the answers to it. */
export const contactHistory = (interactionId: string): fc.Arbitrary<readonly GivenEvent[]> =>
  fc.tuple(fc.integer({ min: 1, max: 5 }), fc.array(answer, { maxLength: 3 })).map(([day, answers]) => {
    const about = { interactionId, ...between };
    const stream = `interaction-${interactionId}`;
    return [
      eventIn(stream, moment(day), InteractionStarted({ ...about, channel: 'PHONE', direction: 'FROM_IT', participants: [] })),
      ...answers.map((given, earlierResponses) =>
        eventIn(
          stream,
          moment(day + earlierResponses),
          InteractionFeedbackGiven({
            ...about,
            ...given,
            respondentRef: `r${earlierResponses}`,
            factors: [],
            startedAt: moment(day),
            earlierResponses,
          }),
        ),
      ),
    ];
  });

/** A relationship that is established, visited and looked after. */
export const relationshipHistory = (teamId: string): readonly GivenEvent[] => {
  const about = { ...between, teamId };
  const stream = `relationship-${teamId}.${between.departmentId}`;
  const visit = { ...about, type: 'ROUNDING', plannedFor: moment(20) } as const;
  return [
    eventIn(stream, moment(2), r.RelationshipEstablished({ ...about, type: 'BASIC' })),
    eventIn(stream, moment(3), r.LiaisonAppointed({ ...about, side: 'IT', personRef: 'p1' })),
    eventIn(stream, moment(4), r.TouchpointPlanned({ ...visit, touchpointId: `${teamId}-V1` })),
    eventIn(stream, moment(4), r.TouchpointPlanned({ ...visit, touchpointId: `${teamId}-V2` })),
    eventIn(stream, moment(4), r.TouchpointPlanned({ ...visit, touchpointId: `${teamId}-V3` })),
    eventIn(stream, moment(20), r.TouchpointMissed({ ...visit, touchpointId: `${teamId}-V1` })),
    eventIn(
      stream,
      moment(21),
      r.TouchpointHeld({
        ...visit,
        touchpointId: `${teamId}-V3`,
        itAttendees: ['p1'],
        departmentAttendees: ['p2'],
      }),
    ),
  ];
};
