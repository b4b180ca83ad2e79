import { departmentKind } from '../../domain/department/events.js';
import * as interaction from '../../domain/interaction/events.js';
import { ACTOR_KINDS } from '../../domain/kernel/command.js';
import * as relationship from '../../domain/relationship/events.js';
import * as ticket from '../../domain/ticket/fields.js';
import { enumOf, namedEnum } from './enums.js';

/** The enums of answers: the commands' own words. Made here and not where they are used, because Nest looks for them only once. */
export const TicketKind = enumOf(ticket.kind);
export const TicketState = enumOf(ticket.ticketState);
export const TicketChannel = enumOf(ticket.channel);
export const ClinicalImpact = enumOf(ticket.clinicalImpact);
export const HoldReason = enumOf(ticket.holdReason);
export const LinkRelation = enumOf(ticket.linkRelation);
export const InteractionChannel = enumOf(interaction.channel);
export const Direction = enumOf(interaction.direction);
export const InteractionOutcome = enumOf(interaction.outcome);
export const Side = enumOf(interaction.about);
export const RelationshipType = enumOf(relationship.relationshipType);
export const RelationshipSide = enumOf(relationship.side);
export const TouchpointType = enumOf(relationship.touchpointType);
export const DepartmentKind = enumOf(departmentKind);
export const ActorKind = namedEnum('ActorKind', ACTOR_KINDS);

export const Shown = namedEnum('Shown', ['SHOWN', 'SUPPRESSED'], 'Whether a number may be shown.', {
  SUPPRESSED: 'Too few people stand behind it, or it could be worked out with others’ numbers: neither null nor 0 is meant.',
});

export const Fidelity = namedEnum(
  'Fidelity',
  ['NATIVE', 'HISTORY', 'SNAPSHOT'],
  'How faithful the source is: seen here, taken from another system’s history, or read off the difference of snapshots.',
);
