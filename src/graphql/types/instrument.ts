import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../scalars/date-time.js';

@ObjectType({ description: 'A question of a questionnaire.' })
export class InstrumentItem {
  @Field(() => ID) readonly itemId: string;
  @Field(() => String, { nullable: true, description: 'The question itself; null where its owner does not let it be copied.' })
  readonly wording: string | null;
  @Field(() => String, { nullable: true, description: 'Where the wording is to be found, where it may not be copied.' })
  readonly wordingRef: string | null;
  @Field(() => Int, { description: 'Answers go from 1 to this.' }) readonly points: number;
  @Field(() => Boolean, { description: 'Agreement says something bad.' }) readonly reversed: boolean;
  @Field(() => Int, { description: 'From this answer on it counts as positive, once a reversed question is turned round.' })
  readonly positiveFrom: number;
}

@ObjectType({ description: 'Questions that are read together.' })
export class InstrumentComposite {
  @Field(() => ID) readonly compositeId: string;
  @Field(() => String) readonly name: string;
  @Field(() => [ID]) readonly itemIds: readonly string[];
}

@ObjectType({ description: 'A questionnaire that surveys use. It never changes.' })
export class Instrument {
  @Field(() => ID) readonly instrumentId: string;
  @Field(() => String) readonly name: string;
  @Field(() => String, { description: 'On which terms it may be used.' }) readonly licence: string;
  @Field(() => DateTime) readonly registeredAt: string;
  @Field(() => [InstrumentItem]) readonly items: readonly InstrumentItem[];
  @Field(() => [InstrumentComposite]) readonly composites: readonly InstrumentComposite[];
}
