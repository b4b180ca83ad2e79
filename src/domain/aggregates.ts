import type { Aggregate, Command, CommandClass } from './kernel/command.js';
import type { Decider } from './kernel/decider.js';
import { type DomainEvent, type EventType, upcasting } from './kernel/event.js';
import { ACCESS_COMMANDS, accessDecider, ACCESS_EVENTS } from './access.js';
import { AUDIT_COMMANDS, auditDecider, AUDIT_EVENTS } from './audit.js';
import { COMMITMENT_COMMANDS } from './commitment/commands.js';
import { commitmentDecider } from './commitment/decider.js';
import { COMMITMENT_EVENTS } from './commitment/events.js';
import { INSTRUMENT_COMMANDS, instrumentDecider, INSTRUMENT_EVENTS } from './instrument.js';
import { SURVEY_COMMANDS } from './survey/commands.js';
import { surveyDecider } from './survey/decider.js';
import { SURVEY_EVENTS } from './survey/events.js';
import { IMPROVEMENT_COMMANDS } from './improvement/commands.js';
import { improvementDecider } from './improvement/decider.js';
import { IMPROVEMENT_EVENTS } from './improvement/events.js';
import { GOVERNANCE_COMMANDS } from './governance/commands.js';
import { governanceDecider } from './governance/decider.js';
import { GOVERNANCE_EVENTS } from './governance/events.js';
import { DEPARTMENT_COMMANDS } from './department/commands.js';
import { departmentDecider } from './department/decider.js';
import { DEPARTMENT_EVENTS } from './department/events.js';
import { IMPORT_COMMANDS, importDecider, IMPORT_EVENTS } from './import.js';
import { INTERACTION_COMMANDS } from './interaction/commands.js';
import { interactionDecider } from './interaction/decider.js';
import { INTERACTION_EVENTS } from './interaction/events.js';
import { PRIVACY_COMMANDS, privacyDecider, PRIVACY_EVENTS } from './privacy.js';
import { RELATIONSHIP_COMMANDS } from './relationship/commands.js';
import { relationshipDecider } from './relationship/decider.js';
import { RELATIONSHIP_EVENTS } from './relationship/events.js';
import { TEAM_COMMANDS } from './team/commands.js';
import { teamDecider } from './team/decider.js';
import { TEAM_EVENTS } from './team/events.js';
import { TICKET_COMMANDS } from './ticket/commands.js';
import { ticketDecider } from './ticket/decider.js';
import { TICKET_EVENTS } from './ticket/events.js';

/** The public definition of an aggregate: its commands, its decider and its events. */
export interface AggregateDefinition {
  readonly decider: Decider<Command, DomainEvent, unknown>;
  readonly commands: readonly CommandClass[];
  readonly events: readonly EventType[];
}

/**
 * A decider is typed to its own events and state, a command class to its own fields. In a list of all aggregates they are only
 * declarations, and a stream's name determines which events reach which decider. This is the only place that erases the types.
 */
const aggregate = (decider: unknown, commands: readonly unknown[], events: readonly unknown[]): AggregateDefinition =>
  ({ decider, commands, events }) as AggregateDefinition;

/** The aggregates by name, which is also their streams' category. */
export const AGGREGATES = {
  ticket: aggregate(ticketDecider, TICKET_COMMANDS, TICKET_EVENTS),
  interaction: aggregate(interactionDecider, INTERACTION_COMMANDS, INTERACTION_EVENTS),
  relationship: aggregate(relationshipDecider, RELATIONSHIP_COMMANDS, RELATIONSHIP_EVENTS),
  department: aggregate(departmentDecider, DEPARTMENT_COMMANDS, DEPARTMENT_EVENTS),
  team: aggregate(teamDecider, TEAM_COMMANDS, TEAM_EVENTS),
  commitment: aggregate(commitmentDecider, COMMITMENT_COMMANDS, COMMITMENT_EVENTS),
  instrument: aggregate(instrumentDecider, INSTRUMENT_COMMANDS, INSTRUMENT_EVENTS),
  survey: aggregate(surveyDecider, SURVEY_COMMANDS, SURVEY_EVENTS),
  improvement: aggregate(improvementDecider, IMPROVEMENT_COMMANDS, IMPROVEMENT_EVENTS),
  governance: aggregate(governanceDecider, GOVERNANCE_COMMANDS, GOVERNANCE_EVENTS),
  audit: aggregate(auditDecider, AUDIT_COMMANDS, AUDIT_EVENTS),
  import: aggregate(importDecider, IMPORT_COMMANDS, IMPORT_EVENTS),
  access: aggregate(accessDecider, ACCESS_COMMANDS, ACCESS_EVENTS),
  privacy: aggregate(privacyDecider, PRIVACY_COMMANDS, PRIVACY_EVENTS),
} satisfies Record<Aggregate, AggregateDefinition>;

/** The deciders by their streams' category. */
export const DECIDERS: ReadonlyMap<string, AggregateDefinition['decider']> = new Map(
  Object.entries(AGGREGATES).map(([name, { decider }]) => [name, decider]),
);

/** Every command, for the handlers, the schemas and GraphQL. */
export const COMMANDS: readonly CommandClass[] = Object.values(AGGREGATES).flatMap(({ commands }) => commands);
/** Every declared event type. */
export const EVENT_TYPES: readonly EventType[] = Object.values(AGGREGATES).flatMap(({ events }) => events);

const VERSIONS = new Map(EVENT_TYPES.map(({ type, schemaVersion }) => [type, schemaVersion]));
/** The version in which events of a type are recorded; 1 for an undeclared type. */
export const schemaVersionOf = (type: string): number => VERSIONS.get(type) ?? 1;
/**
 * Converts an event to the declared shape of its type, whatever version was recorded. Only the two logs call it, where they
 * decode stored events.
 */
export const toDeclaredShape = upcasting(EVENT_TYPES);

/** The categories of streams that may contain events of these types. */
export const categoriesOf = (types: readonly string[]): readonly string[] =>
  Object.entries(AGGREGATES).flatMap(([category, { events }]) =>
    events.some(({ type }) => types.includes(type)) ? [category] : [],
  );
