import { COMPONENTS, type Component as Name } from '../../measures/score/components.js';
import { namedEnum } from '../inputs/enums.js';

/** What is counted, from which event to which, on which day it counts, and where the measure comes from. */
const MEANINGS: Record<Name, string> = {
  reliability:
    'Promises kept of those due. Start: CommitmentMade. Stop: CommitmentFulfilled by the due date in force, or that date without it; a ' +
    'CommitmentRenegotiated before the old date moves it, a FulfilmentDisputed counts as missed until FulfilmentConfirmed, one withdrawn by ' +
    'the department does not count. Attribution: EVENT_DATE, the day of the verdict. Source: the SERVQUAL item "meets promised time-frames".',
  responsiveness:
    'Tickets with a first human answer within the target. Start: TicketAssigned, which sets the clock on the team’s working calendar. Stop: ' +
    'the first TicketAcknowledged by a person, or the deadline. Attribution: EVENT_DATE, the day of the answer, or of the deadline missed. ' +
    'Source: time to own, as iTop and GLPI keep it.',
  durability:
    'Resolutions that hold. Start: TicketResolved. Stop: TicketReopened, or the end of the team’s reopen window. Attribution: EVENT_DATE, ' +
    'the day of reopening or the day on which the window ends. Source: 1 − reopen rate, over matured resolutions only.',
  treatment:
    'Contacts after which people say they were treated well (4 or 5 of 5), solved or not. Start: InteractionStarted. Stop: ' +
    'InteractionFeedbackGiven; without an answer it does not count. Attribution: EVENT_DATE, the day of the answer. Source: CSAT as a ' +
    'proportion of positive answers. Whether the matter was solved never enters.',
  transparency:
    'Promised words that came in time. Start: any event that promises the next word (TicketAcknowledged, TicketUpdateShared, ' +
    'TicketPlacedOnHold). Stop: the next word to the department, or the moment it was due. Attribution: EVENT_DATE, the day of the word, or ' +
    'of the deadline missed. Source: our own proposal, against silence.',
  engagement:
    'Planned touchpoints held with both sides present. Start: TouchpointPlanned. Stop: TouchpointHeld, TouchpointMissed, or the planned ' +
    'moment without either. Attribution: EVENT_DATE, the day of the verdict. Source: IT rounding as hospitals practise it.',
};
export const upper = (component: string): string => component.toUpperCase();

export const Component = namedEnum(
  'Component',
  COMPONENTS.map(upper),
  'What the index of a relationship is made of: six proportions of countable events. First-contact resolution is not among them.',
  Object.fromEntries(COMPONENTS.map((component) => [upper(component), MEANINGS[component]])),
);
/** The component that an enum value names. */
export const componentOf = (value: string): Name => value.toLowerCase() as Name;
