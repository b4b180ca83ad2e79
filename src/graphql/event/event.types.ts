import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { VisibleEvent } from '../../access/single-answers.js';
import { publicData, tellsCallersIds } from '../../feed/cloud-event.js';
import { ActorKind, Fidelity, Shown } from '../kit/enums.js';
import { DateTime, JsonScalar, Position } from '../kit/scalars.js';
import { ACTOR_KIND, EVENT_TYPE, FIDELITY, STREAM } from '../kit/meanings.js';

const CONCERNS = { nullable: true, description: 'Absent where the event concerns none or moves something between two.' } as const;

@ObjectType({
  description:
    'A recorded fact. The schema of its data is served at /schemas/events/<type>.json; a survey’s answers, and who gave them, are not in it.',
})
export class Event {
  @Field(() => ID, { description: 'The same whenever the event is delivered: drop what you have seen.' })
  readonly id: string;
  @Field(() => String, { description: EVENT_TYPE }) readonly type: string;
  @Field(() => String, { description: STREAM }) readonly stream: string;
  @Field(() => Int, { description: 'Number within the stream, from 0.' }) readonly revision: number;
  @Field(() => Position, { description: 'Give it back as `after` to resume behind it.' }) readonly position: string;
  @Field(() => DateTime, { description: 'When it happened.' }) readonly occurredAt: string;
  @Field(() => DateTime, { description: 'When it was learned.' }) readonly recordedAt: string;
  @Field(() => ID, CONCERNS) readonly departmentId?: string;
  @Field(() => ID, CONCERNS) readonly teamId?: string;
  @Field(() => ActorKind, { description: ACTOR_KIND }) readonly actorKind: string;
  @Field(() => Fidelity, { description: FIDELITY }) readonly fidelity: string;
  @Field(() => ID, {
    nullable: true,
    description:
      'What belongs to one conversation, for `correlation(id)`. Null where it is about what somebody said in confidence, or that is SUPPRESSED.',
  })
  readonly correlationId: string | null;
  @Field(() => ID, { nullable: true, description: 'Of what brought it about. Null as `correlationId`.' })
  readonly causationId: string | null;
  @Field(() => ID, { nullable: true, description: 'Of the command that recorded it. Null as `correlationId`.' })
  readonly commandId: string | null;
  @Field(() => Shown, {
    description:
      'SUPPRESSED: `data` is without what one person said of a contact; those who served are told it, and that person.',
  })
  readonly shown: string;
  @Field(() => JsonScalar, { description: 'What it says, by the schema of its type.' }) readonly data: object;
}

/** An event as GraphQL shows it to a caller, redacted as in the feed. */
export function toEvent(event: VisibleEvent): Event {
  const { id, type, stream, revision, position, recordedAt, metadata } = event;
  const { occurredAt, actorKind, fidelity, commandId, $correlationId, $causationId } = metadata;
  const data = publicData(event);
  const { departmentId, teamId } = data as Pick<Event, 'departmentId' | 'teamId'>;
  const caller = tellsCallersIds(event)
    ? { correlationId: $correlationId, causationId: $causationId, commandId }
    : { correlationId: null, causationId: null, commandId: null };
  return {
    id,
    type,
    stream,
    revision,
    position,
    occurredAt,
    recordedAt,
    departmentId,
    teamId,
    actorKind,
    fidelity,
    ...caller,
    shown: event.isWithheld ? 'SUPPRESSED' : 'SHOWN',
    data,
  };
}
