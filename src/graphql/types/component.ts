import { COMPONENTS, type Component as Name } from '../../measures/components.js';
import { namedEnum } from '../inputs/enums.js';

/** What is counted, from when to when, at which moment it counts, and what is left out, for people on a ward. (docs/measures.md) */
const MEANINGS: Record<Name, string> = {
  reliability:
    'Promises that IT kept. One trial: a commitment to the department. Start: CommitmentMade. Stop: the due date in force; CommitmentFulfilled by ' +
    'then is a success. A new date counts when it was agreed before the old one; what the department disputes is a failure until it confirms; ' +
    'what IT withdraws is a failure. Counts: on the due date, kept or not. Left out: what the department withdrew by then. Source: the SERVQUAL ' +
    'item "meets promised time-frames".',
  responsiveness:
    'Tickets that a person answered in time. One trial: a ticket’s wait for the first word. Start: TicketLogged, TicketReopened or ' +
    'TicketResolutionRejected. Stop: a person’s word to the department (TicketAcknowledged, a shared update, TicketResolved, an answered call); ' +
    'by the acknowledgement target of the pair or the team, on the team’s working calendar, it is a success. Counts: when the target is over, ' +
    'answered or not. Left out: tickets without a target, or ended before it without a word, and what a machine says. Source: time to own, as ' +
    'iTop and GLPI keep it.',
  durability:
    'Resolutions that hold. One trial: a resolution. Start: TicketResolved. Stop: TicketReopened or TicketResolutionRejected, a failure, or the ' +
    'end of the team’s reopening window (14 days unless adopted otherwise), a success. Counts: at the window’s end, held or not. Left out: ' +
    'resolutions whose window is still open. Source: 1 − reopen rate of matured resolutions.',
  treatment:
    'People who say that they were treated well (4 or 5 of 5), whether or not the matter was solved. One trial: one person’s word about this team ' +
    'and department in one calendar month, the last one if there are several. Start: the contact (InteractionStarted). Stop: ' +
    'InteractionFeedbackGiven. Counts: at that rating. Left out: contacts that nobody rated. Not shown and not scored below five people. Source: ' +
    'CSAT as a share of positive answers.',
  transparency:
    'Days without waiting in silence. One trial: a ticket on a day on which a promised word fell due or the department had to ask. Start: the ' +
    'next word promised (TicketAcknowledged, TicketUpdateShared, TicketPlacedOnHold) or due by the team’s target. Stop: the next word of a ' +
    'person. A success when every word due that day came in time and nobody had to ask (TicketUpdateChased). Counts: at the end of that day, in ' +
    'the organisation’s zone. Left out: promises replaced or ended before their time, and times at which an agreed hold runs. Source: our own, ' +
    'against "I’ll get you when I get to you".',
  engagement:
    'Visits and meetings that took place. One trial: a planned touchpoint. Start: TouchpointPlanned. Stop: TouchpointHeld with both sides ' +
    'present; by its date and seven days of grace it is a success. Counts: at the end of the grace, held or not. Left out: what the department ' +
    'called off before its date; what IT calls off is a failure. Source: IT rounding as hospitals practise it.',
};
export const upper = (component: string): string => component.toUpperCase();

export const Component = namedEnum(
  'Component',
  COMPONENTS.map(upper),
  'What the index of a relationship is made of: six proportions of countable trials. First-contact resolution is not among them.',
  Object.fromEntries(COMPONENTS.map((component) => [upper(component), MEANINGS[component]])),
);
/** The component that an enum value names. */
export const componentOf = (value: string): Name => value.toLowerCase() as Name;
