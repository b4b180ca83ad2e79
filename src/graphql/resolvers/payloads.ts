import type { Type } from '@nestjs/common';
import type { Aggregate } from '../../domain/kernel/command.js';
import type { NodeType } from '../global-id.js';
import { Commitment } from '../types/commitment.js';
import { Department } from '../types/department.js';
import { Improvement } from '../types/improvement.js';
import { Interaction } from '../types/interaction.js';
import { Relationship } from '../types/relationship.js';
import { Survey } from '../types/survey.js';
import { Team } from '../types/team.js';
import { Ticket } from '../types/ticket.js';
import { keyPayloadOf } from './key-payload.js';
import { type Payload, payloadOf } from './payload.js';

const of = (node: Type) => payloadOf(node as Type & { readonly name: NodeType });

/** The payload of each aggregate's mutations. An import has none: what it counted nobody else may claim. */
export const PAYLOADS: Partial<Record<Aggregate, Payload>> = {
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
};
export const PAYLOAD_RESOLVERS = Object.values(PAYLOADS).map(({ resolver }) => resolver);
