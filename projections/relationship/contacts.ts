import type { InteractionEvent } from '../../src/domain/interaction/events.js';
import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import { isWell } from '../trials/agreements.js';
import type { ContactCell } from './contact-counts.js';

export type ContactEvent = Extract<
  InteractionEvent,
  { readonly type: 'InteractionStarted' | 'InteractionTransferred' | 'InteractionFeedbackGiven' }
>;

/** A contact, or an answer about one, in a cell of the first-contact matrix. (domain.md, 6: question 17) */
export interface ContactBooking {
  readonly teamId: string;
  readonly departmentId: string;
  /** The day it counts on: when the contact started. */
  readonly startedAt: string;
  readonly cell: ContactCell;
  readonly sign: 1 | -1;
}

/**
 * A contact is unanswered from its start, and goes along so when it is passed to another team; the first answer takes it out of there, and
 * every answer counts in its own cell, for the team that has the contact by then.
 */
export function contactBookings({ type, data, metadata }: RecordedEvent<ContactEvent>): readonly ContactBooking[] {
  const { teamId, departmentId } = data;
  switch (type) {
    case 'InteractionStarted':
      return [{ teamId, departmentId, startedAt: metadata.occurredAt, cell: 'unanswered', sign: 1 }];
    case 'InteractionTransferred': {
      const { fromTeamId, toTeamId, startedAt, responses } = data;
      if (startedAt === undefined || responses !== 0) return [];
      const waiting = { departmentId, startedAt, cell: 'unanswered' } as const;
      return [
        { ...waiting, teamId: fromTeamId, sign: -1 },
        { ...waiting, teamId: toTeamId, sign: 1 },
      ];
    }
    case 'InteractionFeedbackGiven': {
      const { startedAt, earlierResponses, resolvedAtTime, treatment } = data;
      const answer = { teamId, departmentId, startedAt };
      const counted: ContactBooking = { ...answer, cell: cellOf(resolvedAtTime === true, isWell(treatment)), sign: 1 };
      return earlierResponses === 0 ? [{ ...answer, cell: 'unanswered', sign: -1 }, counted] : [counted];
    }
  }
}

const cellOf = (solved: boolean, well: boolean): ContactCell =>
  solved ? (well ? 'solvedWell' : 'solvedBadly') : well ? 'unsolvedWell' : 'unsolvedBadly';
