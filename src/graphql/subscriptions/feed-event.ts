import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { RecordedEvent } from '../../domain/kernel/event.js';
import { publicData } from '../../feed/cloud-event.js';
import { DateTime } from '../scalars/date-time.js';
import { Position } from '../scalars/position.js';
import { JsonScalar } from './json.scalar.js';

@ObjectType('Event', {
  description:
    'A recorded fact. The schema of its data is served at /schemas/events/<type>.json; a survey’s answers, and who gave them, are not in it.',
})
export class FeedEvent {
  @Field(() => ID, { description: 'The same whenever the event is delivered: drop what you have seen.' })
  readonly id: string;
  @Field(() => String) readonly type: string;
  @Field(() => String) readonly stream: string;
  @Field(() => Int, { description: 'Number within the stream, from 0.' }) readonly revision: number;
  @Field(() => Position, { description: 'Give it back as `after` to resume behind it.' }) readonly position: string;
  @Field(() => DateTime, { description: 'When it happened.' }) readonly occurredAt: string;
  @Field(() => DateTime, { description: 'When it was learned.' }) readonly recordedAt: string;
  @Field(() => ID, { nullable: true, description: 'Absent where the event concerns none or moves something between two.' })
  readonly departmentId?: string;
  @Field(() => ID, { nullable: true, description: 'Absent where the event concerns none or moves something between two.' })
  readonly teamId?: string;
  @Field(() => JsonScalar) readonly data: object;
}

/** The event as GraphQL shows it. */
export function toFeedEvent(event: RecordedEvent): FeedEvent {
  const { id, type, stream, revision, position, recordedAt, metadata } = event;
  const data = publicData(event);
  const { departmentId, teamId } = data as Pick<FeedEvent, 'departmentId' | 'teamId'>;
  return { id, type, stream, revision, position, occurredAt: metadata.occurredAt, recordedAt, departmentId, teamId, data };
}
