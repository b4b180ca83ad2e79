import { ArgsType, Field, ID, InputType, Int, ObjectType, OmitType } from '@nestjs/graphql';
import { PageArgs } from '../args/page-args.js';
import { Position } from '../scalars/position.js';

@ObjectType({ description: 'An event that a view could not take in. The document of its key stands as before it.' })
export class ParkedEvent {
  @Field(() => String, { description: 'The view’s name.' }) readonly projection: string;
  @Field(() => String, { description: 'Of the document in the view.' }) readonly key: string;
  @Field(() => ID) readonly eventId: string;
  @Field(() => String, { description: 'The event’s type.' }) readonly type: string;
  @Field(() => Position) readonly position: string;
  @Field(() => String, { description: 'Why it could not be taken in.' }) readonly reason: string;
  @Field(() => Int, { description: 'Later events of the same key that wait behind it.' }) readonly waiting: number;
}

const VIEW = { nullable: true, description: 'Of this view; of all when absent.' } as const;
const KEY = { nullable: true, description: 'Of this document; of all when absent.' } as const;

@ArgsType()
export class ParkedArgs extends OmitType(PageArgs, ['minPosition', 'atPosition', 'knownAt'] as const, ArgsType) {
  @Field(() => String, VIEW) readonly projection?: string | null;
  @Field(() => String, KEY) readonly key?: string | null;
}

@InputType()
export class ReplayParkedInput {
  @Field(() => String, VIEW) readonly projection?: string | null;
  @Field(() => String, KEY) readonly key?: string | null;
}

@InputType()
export class DropParkedInput {
  @Field(() => String, { description: 'Of this view.' }) readonly projection: string;
  @Field(() => String, KEY) readonly key?: string | null;
}

@ObjectType()
export class ReplayParkedPayload {
  @Field(() => Int, { description: 'Documents that are no longer parked.' }) readonly replayed: number;
  @Field(() => Int, { description: 'Documents of which an event could not be taken in again.' }) readonly stillParked: number;
}

@ObjectType()
export class DropParkedPayload {
  @Field(() => Int, { description: 'Events that were given up.' }) readonly dropped: number;
}
