import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { VisibleEvent } from '../../access/single-answers.js';
import { publicData, tellsCallersIds } from '../../feed/cloud-event.js';
import { ActorKind, Fidelity, Shown } from '../kit/enums.js';
import { DateTime, JsonScalar, Position } from '../kit/scalars.js';
import { ACTOR_KIND, EVENT_TYPE, FIDELITY, STREAM } from '../kit/meanings.js';

const CONCERNS = {
  nullable: true,
  description: 'Absent if the event concerns no department or moves something between two.',
} as const;

@ObjectType({
  description:
    'A recorded event. The schema of its data is served at /schemas/events/<type>.json; the answers to surveys, and who gave them, are not included.',
})
export class Event {
  @Field(() => ID, { description: 'The same for every delivery of the event: ignore what you have seen before.' })
  readonly id: string;
  @Field(() => String, { description: EVENT_TYPE }) readonly type: string;
  @Field(() => String, { description: STREAM }) readonly stream: string;
  @Field(() => Int, { description: 'Number within the stream, from 0.' }) readonly revision: number;
  @Field(() => Position, { description: 'Send it as `after` to resume after it.' }) readonly position: string;
  @Field(() => DateTime, { description: 'When it happened.' }) readonly occurredAt: string;
  @Field(() => DateTime, { description: 'When it was recorded.' }) readonly recordedAt: string;
  @Field(() => ID, CONCERNS) readonly departmentId?: string;
  @Field(() => ID, CONCERNS) readonly teamId?: string;
  @Field(() => ActorKind, { description: ACTOR_KIND }) readonly actorKind: string;
  @Field(() => Fidelity, { description: FIDELITY }) readonly fidelity: string;
  @Field(() => ID, {
    nullable: true,
    description:
      'Groups the events of one piece of work, for `correlation(id)`. Null if the event contains something said in confidence, or if it is SUPPRESSED.',
  })
  readonly correlationId: string | null;
  @Field(() => ID, { nullable: true, description: 'The id of its cause. Null as `correlationId`.' })
  readonly causationId: string | null;
  @Field(() => ID, { nullable: true, description: 'Of the command that recorded it. Null as `correlationId`.' })
  readonly commandId: string | null;
  @Field(() => Shown, {
    description:
      'SUPPRESSED: `data` omits a person’s rating of a contact; only that person and the people who served the contact may see it.',
  })
  readonly shown: string;
  @Field(() => JsonScalar, { description: 'Its content, by the schema of its type.' }) readonly data: object;
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
