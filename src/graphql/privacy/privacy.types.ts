import { Field, Float, InputType, Int, ObjectType, ArgsType, OmitType } from '@nestjs/graphql';
import { IDENTIFIER_KINDS } from '../../privacy/identifier-like.js';
import { PageArgs } from '../kit/args.js';
import { namedEnum } from '../kit/enums.js';
import { DateTime, JsonScalar, Position } from '../kit/scalars.js';
import { EVENT_ID, EVENT_TYPE, STREAM } from '../kit/meanings.js';

export const TextState = namedEnum('TextState', ['KEPT', 'ERASED', 'ELSEWHERE', 'SUPPRESSED'], 'Whether words can be read.', {
  KEPT: 'They are here.',
  ERASED: 'They were here, and were forgotten for good.',
  ELSEWHERE: 'Their key is not one of this store: whoever gave it keeps them.',
  SUPPRESSED: 'They are not told to who asks: see the table of roles. Whether they are kept is not said.',
});

const IdentifierKind = namedEnum('IdentifierKind', IDENTIFIER_KINDS, 'What may tell who a patient or a colleague is.');

@ObjectType({
  description: 'Something in a text looks like an identifier. It may be none, and what is not named may be there all the same.',
})
export class WordWarning {
  @Field(() => String, { description: 'The field of words.' }) readonly field: string;
  @Field(() => IdentifierKind, { description: 'What it looks like.' }) readonly looksLike: string;
}

@ObjectType({ description: 'What was said in one field of a command.' })
export class TextPart {
  @Field(() => String, { description: 'Such as `title`.' }) readonly field: string;
  @Field(() => String, { description: 'What was said.' }) readonly words: string;
}

@ObjectType({ description: 'Words that an event names by their key.' })
export class Text {
  @Field(() => String, { description: 'As events have it: `textRef`, `commentRef`, …' }) readonly key: string;
  @Field(() => TextState, { description: 'Whether its words can be read.' }) readonly state: string;
  @Field(() => [TextPart], { description: 'None unless they are KEPT.' }) readonly parts: readonly TextPart[];
}

const ErasurePlaceKind = namedEnum(
  'ErasurePlaceKind',
  ['TEXTS', 'IDENTITY', 'CACHES', 'EVENTS', 'READS', 'BACKUPS', 'FEED', 'EXPORTS'],
  'Where something of a person may be.',
);
const ErasureState = namedEnum('ErasureState', ['DONE', 'TO_DO'], 'What became of it there.', { TO_DO: 'By people, elsewhere.' });

@InputType({ description: 'Whose words and name are forgotten, and why.' })
export class EraseDataSubjectInput {
  @Field(() => String, {
    description: 'Pseudonym of the person, the one in events or the keyed one; or the stream of what nobody in particular said.',
  })
  readonly subject: string;
  @Field(() => String, { description: 'Why, in a few words that do not tell who it is.' }) readonly reason: string;
  @Field(() => String, { nullable: true, description: 'The same id again is the same erasure.' }) readonly commandId?:
    string | null;
}

@InputType({ description: 'A person, as a system calls them.' })
export class IdentifyPersonInput {
  @Field(() => String, { description: 'Short name of the system that calls them so.' }) readonly system: string;
  @Field(() => String, { description: 'What it calls them. It reaches no event.' }) readonly name: string;
}

@ObjectType({ description: 'By what a person goes in commands and events.' })
export class IdentifyPersonPayload {
  @Field(() => String, { description: 'Pseudonym of the person: the same whenever it is asked for.' })
  readonly ref: string;
}

@ObjectType({ description: 'Where something of a person may be, and what became of it there.' })
export class ErasurePlace {
  @Field(() => ErasurePlaceKind, { description: 'Where.' }) readonly place: string;
  @Field(() => ErasureState, { description: 'What became of it there.' }) readonly state: string;
  @Field(() => String, { description: 'What that means, in words.' }) readonly detail: string;
}

@ObjectType({ description: 'What was forgotten of a person. No number has changed.' })
export class EraseDataSubjectPayload {
  @Field(() => String, { description: 'As events say it.' }) readonly subject: string;
  @Field(() => Int, { description: 'Texts that were forgotten.' }) readonly texts: number;
  @Field(() => Int, { description: 'Names by which systems called the person that were forgotten.' }) readonly identities: number;
  @Field(() => Position, { description: 'Where the erasure stands in the log.' }) readonly position: string;
  @Field(() => [ErasurePlace], { description: 'Where something of the person may be, and what became of it there.' })
  readonly places: readonly ErasurePlace[];
}

@ObjectType({ description: 'What a source system calls a person.' })
export class PersonIdentity {
  @Field(() => String, { description: 'The system’s short name.' }) readonly system: string;
  @Field(() => String, { description: 'What it calls them.' }) readonly name: string;
}

@ObjectType({ description: 'Words of a person, or on a ticket that they asked for, with where they were said.' })
export class HeldText {
  @Field(() => String, { description: 'Its key, as events have it.' }) readonly key: string;
  @Field(() => String, { description: STREAM }) readonly stream: string;
  @Field(() => String, { description: 'The command and the field of their key.' }) readonly kind: string;
  @Field(() => DateTime, { description: 'When it was written.' }) readonly writtenAt: string;
  @Field(() => [TextPart], { description: 'What was said, field by field.' }) readonly parts: readonly TextPart[];
}

@ObjectType({ description: 'An event that names a person.' })
export class Mention {
  @Field(() => String, { description: STREAM }) readonly stream: string;
  @Field(() => String, { description: EVENT_ID }) readonly eventId: string;
  @Field(() => String, { description: EVENT_TYPE }) readonly type: string;
  @Field(() => DateTime, { description: 'When it happened.' }) readonly occurredAt: string;
  @Field(() => String, { description: 'In which field; `actor` where it is who did it.' }) readonly field: string;
  @Field(() => JsonScalar, { description: 'What the event says, also what is told to nobody else.' }) readonly data: object;
}

@ObjectType({ description: 'What is held about a person.' })
export class Holdings {
  @Field(() => String, { description: 'As events say it.' }) readonly subject: string;
  @Field(() => PersonIdentity, { nullable: true, description: 'Null where it is not known who that is, or no longer.' })
  readonly identity: PersonIdentity | null;
  @Field(() => [HeldText], { description: 'Their words, and those on tickets that they asked for.' })
  readonly texts: readonly HeldText[];
  @Field(() => Int, { description: 'Fields of events that name them.' }) readonly mentionCount: number;
  @Field(() => [Mention], { description: 'The first thousand; `rapport holdings --json` has all.' })
  readonly mentions: readonly Mention[];
  @Field(() => Int, { description: 'How often somebody looked at what is theirs; `reads` says who.' }) readonly reads: number;
  @Field(() => Int, { description: 'How often they looked at what is somebody’s, which is on record as well.' })
  readonly looks: number;
}

@ObjectType({ description: 'Something of somebody that was seen.' })
export class SeenThing {
  @Field(() => String, { description: 'Whose it was: a pseudonym, or the stream where it is not told by whom.' })
  readonly subject: string;
  @Field(() => String, { description: 'What it was: the key of a text, `ratings`, `result`, `holdings`.' })
  readonly thing: string;
}

@ObjectType({
  description:
    'Somebody looked at a text, a rating, a survey’s result, or at who somebody is. Such records are chained by a keyed hash.',
})
export class RecordedRead {
  @Field(() => Float, { description: 'From 1, without a gap.' }) readonly sequence: number;
  @Field(() => DateTime, { description: 'When they looked.' }) readonly at: string;
  @Field(() => String, { description: 'Who looked.' }) readonly reader: string;
  @Field(() => String, { description: 'Through what: `Ticket`, `text`, `holdings`, …' }) readonly via: string;
  @Field(() => [SeenThing], { description: 'What was seen: several things where it was a page of them.' })
  readonly seen: readonly SeenThing[];
}

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
