import type { Type } from '@nestjs/common';
import type { Aggregate } from '../../domain/kernel/command.js';
import type { NodeType } from '../kit/node.js';
import { Commitment } from '../commitment/commitment.types.js';
import { Department } from '../department/department.types.js';
import { Improvement } from '../improvement/improvement.types.js';
import { Interaction } from '../interaction/interaction.types.js';
import { Relationship } from '../relationship/relationship.types.js';
import { Survey } from '../survey/survey.types.js';
import { Team } from '../team/team.types.js';
import { Ticket } from '../ticket/ticket.types.js';
import { keyPayloadOf, type Payload, payloadOf } from './payload.js';

const of = (node: Type) => payloadOf(node as Type & { readonly name: NodeType });

/** The payload of each aggregate's mutations. An import has none: what it counted nobody else may claim. */
export const PAYLOADS = {
  ticket: of(Ticket),
  interaction: of(Interaction),
  relationship: of(Relationship),
  department: of(Department),
  team: of(Team),
  commitment: of(Commitment),
  instrument: keyPayloadOf('Instrument'),
  survey: of(Survey),
  improvement: of(Improvement),
  governance: keyPayloadOf('Governance'),
} satisfies Partial<Record<Aggregate, Payload>>;
export const PAYLOAD_RESOLVERS = Object.values(PAYLOADS).map(({ resolver }) => resolver);
