import { ArgsType, Field } from '@nestjs/graphql';

@ArgsType()
export class TextArgs {
  @Field(() => String, { description: 'As events have it: `textRef`, `commentRef`, …' }) readonly key: string;
}

@ArgsType()
export class WordsArgs {
  @Field(() => String, { description: 'What is to be saved.' }) readonly words: string;
}
