import type { CommandClass } from './kernel/command.js';
import type { EventType } from './kernel/event.js';
import { DEPARTMENT_COMMANDS } from './department/commands.js';
import { DEPARTMENT_EVENTS } from './department/events.js';
import { INTERACTION_COMMANDS } from './interaction/commands.js';
import { INTERACTION_EVENTS } from './interaction/events.js';
import { RELATIONSHIP_COMMANDS } from './relationship/commands.js';
import { RELATIONSHIP_EVENTS } from './relationship/events.js';
import { TEAM_COMMANDS } from './team/commands.js';
import { TEAM_EVENTS } from './team/events.js';
import { TICKET_COMMANDS } from './ticket/commands.js';
import { TICKET_EVENTS } from './ticket/events.js';

/** Every command, for the handlers, the schemas and GraphQL. Their constructors differ; as values of one list they are only declarations. */
export const COMMANDS = [
  ...TICKET_COMMANDS,
  ...INTERACTION_COMMANDS,
  ...RELATIONSHIP_COMMANDS,
  ...DEPARTMENT_COMMANDS,
  ...TEAM_COMMANDS,
] as unknown as readonly CommandClass[];
/** Every declared event type. */
export const EVENT_TYPES = [
  ...TICKET_EVENTS,
  ...INTERACTION_EVENTS,
  ...RELATIONSHIP_EVENTS,
  ...DEPARTMENT_EVENTS,
  ...TEAM_EVENTS,
] as unknown as readonly EventType[];
