import type { Field } from '../../domain/kernel/fields.js';

/** The description of an answer's field that mirrors a field of a command or an event: that of the field's declaration. */
export const meaning = ({ schema: { description } }: Field): string => `${description}.`;

/** Descriptions that fields of several types share. */
export const DEPARTMENT_ID = 'The department’s own id.';
export const TEAM_ID = 'The team’s own id.';
export const TICKET_ID = 'The ticket’s own id.';
export const TOUCHPOINT_ID = 'The meeting’s own id.';
export const SURVEY_ID = 'The survey’s own id.';
export const INSTRUMENT_ID = 'The questionnaire’s own id.';
export const AUDIT_ID = 'The audit’s own id.';
export const DEPARTMENT = 'The department itself; null while the views know nothing of it.';
export const TEAM = 'The team itself; null where no team has it, and while the views know nothing of it.';
export const FORMER_NAMES = 'What it was called before that moment, the earliest first.';
export const EXTERNAL_IDS = 'What other systems call it.';
export const MERGED_AT = 'From when on it goes on as another; null unless it does.';
export const RETIRED = 'Whether it is no more at that moment; what it was stays.';
export const EFFECTIVE_AT = 'From when on it holds.';
export const EVENT_ID = 'The event’s id, for `event(id)`.';
export const EVENT_TYPE = 'The event’s type.';
export const ACTOR_KIND = 'In which role somebody told it.';
export const STREAM = 'The stream that it stands in: `ticket-<id>` and so on.';
export const FIDELITY = 'How faithful its source is.';
export const LAST_EVENT_AT = 'The latest moment of any event, by when it happened.';
export const COMPONENT = 'The part of the score that it is about.';
export const MAY_BE_SHOWN = 'Whether its numbers may be shown.';
export const JOB_STATE = 'How the work stands.';
export const JOB_ERROR = 'Why it failed; null unless it has.';
export const PLANNED_FOR = 'When it is, or was, to be.';
export const ACCESS_KEY = 'The key, without what opens anything.';
export const ROLE_GIVEN = 'The role; docs/access.md says what each may do and see.';
export const BUCKET = 'Of which length its periods are.';
export const CODE = 'What is wrong, for programs; docs/mappings.md lists the codes.';
export const RUN_MAPPING = 'The mapping by which its rows became events, by name.';
export const RUN_ROWS = 'How many rows the file has, and how many of them were taken.';
export const RUN_EVENTS = 'How many events became of it.';
export const RUN_FIDELITY = 'How faithful the source of the appended events is.';

/** The description of a number that exists once per component (six). */
export const ofComponent = (component: string): string => `Of ${component.toUpperCase()}.`;
/** The description of a query for a single object. */
export const byItsId = (thing: string): string => `The ${thing} of this id; null where there is none that you may see.`;
