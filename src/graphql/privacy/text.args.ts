import { ArgsType, Field, OmitType } from '@nestjs/graphql';
import { DateTime } from '../kit/scalars.js';
import { PageArgs } from '../kit/args.js';

@ArgsType()
export class TextArgs {
  @Field(() => String, { description: 'As events have it: `textRef`, `commentRef`, …' }) readonly key: string;
}

@ArgsType()
export class SubjectArgs {
  @Field(() => String, { description: 'Pseudonym of the person, the one in events or the keyed one.' }) readonly subject: string;
}

@ArgsType()
export class ReadsArgs extends OmitType(PageArgs, ['minPosition', 'atPosition', 'knownAt'] as const, ArgsType) {
  @Field(() => String, { nullable: true, description: 'Pseudonym of the person; everybody when absent.' })
  readonly subject?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Inclusive.' }) readonly from?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive.' }) readonly to?: string | null;
}

@ArgsType()
export class WordsArgs {
  @Field(() => String, { description: 'What is to be saved.' }) readonly words: string;
}
