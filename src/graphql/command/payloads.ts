import type { Type } from '@nestjs/common';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { CommandResult } from '../../commands/command-runner.js';
import type { Aggregate } from '../../domain/kernel/command.js';
import type { WordWarning as Warning } from '../../privacy/identifier-like.js';
import { Commitment } from '../commitment/commitment.types.js';
import { Department } from '../department/department.types.js';
import { Improvement } from '../improvement/improvement.types.js';
import { Interaction } from '../interaction/interaction.types.js';
import { Answers, ResolveField } from '../kit/answers.js';
import type { NodeType } from '../kit/node.js';
import { Position } from '../kit/scalars.js';
import { WordWarning } from '../privacy/privacy.types.js';
import { Relationship } from '../relationship/relationship.types.js';
import type { RequestContext } from '../request-context.js';
import { Survey } from '../survey/survey.types.js';
import { Team } from '../team/team.types.js';
import { Ticket } from '../ticket/ticket.types.js';

/** The result of a mutation, and the key of the thing that it changed. */
export type Done = Pick<CommandResult, 'position' | 'revision' | 'repeated'> & {
  readonly key: string;
  /** Whether events were appended now. */
  readonly recorded: boolean;
  readonly warnings: readonly Warning[];
};
interface Payload {
  readonly type: Type;
  readonly resolver: Type;
}

/** The fields of every payload. */
@ObjectType({ isAbstract: true })
abstract class Written {
  @Field(() => Position, { description: 'For `minPosition` of later queries.' }) readonly position: string;
  @Field(() => Int, { description: 'Where the stream stands; for `expectedRevision`.' }) readonly revision: number;
  @Field(() => Boolean, { description: 'This commandId had been carried out before; nothing was written now.' })
  readonly repeated: boolean;
  @Field(() => Boolean, {
    description:
      'Something was written now: false for a repeat, and for what is on record already with this content, whoever told it.',
  })
  readonly recorded: boolean;
}

/** Creates the payload type for commands on a kind of node: `{ position, revision, repeated, recorded, warnings, <thing> }`. */
function payloadOf(node: Type & { readonly name: NodeType }): Payload {
  const thing = node.name.toLowerCase();

  @ObjectType(`${node.name}Payload`, { description: `What became of a command on a ${thing}.` })
  class PayloadType extends Written {
    @Field(() => [WordWarning], {
      description: 'What looks like an identifier in the words sent; `wordWarnings` says it before saving.',
    })
    readonly warnings: readonly Warning[];
  }
  @Answers(() => PayloadType)
  class PayloadResolver {
    /** Waits until the view has reached the written position, but only if the client asks for this field. */
    @ResolveField(() => node, { name: thing, nullable: true, description: `The ${thing}, with what was written now.` })
    async thing({ position, key }: Done, _args: unknown, context: RequestContext) {
      return context.load({ minPosition: position }, node.name, key);
    }
  }
  Object.defineProperty(PayloadResolver, 'name', { value: `${node.name}PayloadResolver` });
  return { type: PayloadType, resolver: PayloadResolver };
}

/** Creates the payload type for commands on a thing that is not a node: `{ position, revision, repeated, recorded, key }`. */
function keyPayloadOf(thing: string): Payload {
  @ObjectType(`${thing}Payload`, { description: 'What became of a command.' })
  class PayloadType extends Written {}
  @Answers(() => PayloadType)
  class PayloadResolver {
    @ResolveField(() => ID, {
      name: 'key',
      description: 'The id of what was changed, made up by the server when it was not sent.',
    })
    keyOf({ key }: Done): string {
      return key;
    }
  }
  Object.defineProperty(PayloadResolver, 'name', { value: `${thing}PayloadResolver` });
  return { type: PayloadType, resolver: PayloadResolver };
}

const of = (node: Type) => payloadOf(node as Type & { readonly name: NodeType });

/** The payload of each aggregate's mutations. Imports have none: no client may claim the counts of an import. */
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
