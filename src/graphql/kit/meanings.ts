import type { Field } from '../../domain/kernel/fields.js';

/** The description of an answer's field that mirrors a field of a command or an event: that of the field's declaration. */
export const meaning = ({ schema: { description } }: Field): string => `${description}.`;

/** Descriptions that fields of several types share. */
export const DEPARTMENT_ID = 'The department’s id.';
export const TEAM_ID = 'The team’s id.';
export const TICKET_ID = 'The ticket’s id.';
export const TOUCHPOINT_ID = 'The meeting’s id.';
export const SURVEY_ID = 'The survey’s id.';
export const INSTRUMENT_ID = 'The questionnaire’s id.';
export const AUDIT_ID = 'The audit’s id.';
export const DEPARTMENT = 'The department; null while the views do not contain it.';
export const TEAM = 'The team; null if there is none, or while the views do not contain it.';
export const FORMER_NAMES = 'Its names before that moment, the earliest first.';
export const EXTERNAL_IDS = 'Its ids in other systems.';
export const MERGED_AT = 'When it was merged into another; null if it was not.';
export const RETIRED = 'Whether it is retired at that moment; its history remains.';
export const EFFECTIVE_AT = 'When it takes effect.';
export const EVENT_ID = 'The event’s id, for `event(id)`.';
export const EVENT_TYPE = 'The event’s type.';
export const ACTOR_KIND = 'The role of the actor.';
export const STREAM = 'Its stream: `ticket-<id>` and so on.';
export const FIDELITY = 'The fidelity of its source.';
export const LAST_EVENT_AT = 'The latest moment at which any of its events happened.';
export const COMPONENT = 'The component of the score that it concerns.';
export const MAY_BE_SHOWN = 'Whether its numbers may be shown.';
export const JOB_STATE = 'The state of the job.';
export const JOB_ERROR = 'Why it failed; null if it did not.';
export const PLANNED_FOR = 'When it is, or was, planned for.';
export const ACCESS_KEY = 'The key, without its secret.';
export const ROLE_GIVEN = 'The role; docs/access.md says what each may do and see.';
export const BUCKET = 'The length of its periods.';
export const CODE = 'The problem as a code; docs/mappings.md lists the codes.';
export const RUN_MAPPING = 'The name of the mapping by which its rows became events.';
export const RUN_ROWS = 'How many rows the file has, and how many of them were accepted.';
export const RUN_EVENTS = 'How many events were recorded for it.';
export const RUN_FIDELITY = 'The fidelity of the appended events’ source.';

/** The description of a number that exists once per component (six). */
export const ofComponent = (component: string): string => `Of ${component.toUpperCase()}.`;
/** The description of a query for a single object. */
export const byItsId = (thing: string): string => `The ${thing} with this id; null if there is none that you may see.`;
