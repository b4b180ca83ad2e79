import { Field, ObjectType } from '@nestjs/graphql';
import { IDENTIFIER_KINDS } from '../../privacy/identifier-like.js';
import { namedEnum } from '../inputs/enums.js';

export const TextState = namedEnum('TextState', ['KEPT', 'ERASED', 'ELSEWHERE'], 'Whether words can be read.', {
  KEPT: 'They are here.',
  ERASED: 'They were here, and were forgotten for good.',
  ELSEWHERE: 'Their key is not one of this store: whoever gave it keeps them.',
});

const IdentifierKind = namedEnum('IdentifierKind', IDENTIFIER_KINDS, 'What may tell who a patient or a colleague is.');

@ObjectType({
  description: 'Something in a text looks like an identifier. It may be none, and what is not named may be there all the same.',
})
export class WordWarning {
  @Field(() => String, { description: 'The field of words.' }) readonly field: string;
  @Field(() => IdentifierKind) readonly looksLike: string;
}

@ObjectType({ description: 'What was said in one field of a command.' })
export class TextPart {
  @Field(() => String, { description: 'Such as `title`.' }) readonly field: string;
  @Field(() => String) readonly words: string;
}

@ObjectType({ description: 'Words that an event names by their key.' })
export class Text {
  @Field(() => String, { description: 'As events have it: `textRef`, `commentRef`, …' }) readonly key: string;
  @Field(() => TextState) readonly state: string;
  @Field(() => [TextPart], { description: 'None unless they are KEPT.' }) readonly parts: readonly TextPart[];
}
