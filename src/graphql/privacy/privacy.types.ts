import { Field, Float, InputType, Int, ObjectType, ArgsType, OmitType } from '@nestjs/graphql';
import type { ErasurePlace as Place } from '../../privacy/erasure.js';
import type { IdentifierKind as IdentifierKindName } from '../../privacy/identifier-like.js';
import { PageArgs } from '../kit/args.js';
import { namedEnum } from '../kit/enums.js';
import { DateTime, JsonScalar, Position } from '../kit/scalars.js';
import { EVENT_ID, EVENT_TYPE, STREAM } from '../kit/meanings.js';

export const TextState = namedEnum(
  'TextState',
  {
    KEPT: 'The text is stored here.',
    ERASED: 'The text was stored here, and was erased for good.',
    ELSEWHERE: 'The key is not one of this store: the system that assigned it has the text.',
    SUPPRESSED: 'The caller may not read texts: see the table of roles. Whether the text is stored is not shown.',
  },
  'Whether a text can be read.',
);

const IdentifierKind = namedEnum<IdentifierKindName>(
  'IdentifierKind',
  {
    RECORD_NUMBER: 'The number of a patient, a case or a record.',
    BIRTH_DATE: 'A date of birth.',
    PHONE_NUMBER: 'A phone number.',
    INSURANCE_NUMBER: 'A number of health or social insurance, or of a health service.',
  },
  'A kind of identifier of a patient or a colleague.',
);

@ObjectType({
  description: 'Something in a text looks like an identifier. It may be none, and other identifiers may not be recognised.',
})
export class WordWarning {
  @Field(() => String, { description: 'The field with the text.' }) readonly field: string;
  @Field(() => IdentifierKind, { description: 'The kind of identifier.' }) readonly looksLike: string;
}

@ObjectType({ description: 'The text of one field of a command.' })
export class TextPart {
  @Field(() => String, { description: 'The field’s name, such as `title`.' }) readonly field: string;
  @Field(() => String, { description: 'The text.' }) readonly words: string;
}

@ObjectType({ description: 'Texts that an event refers to by their key.' })
export class Text {
  @Field(() => String, { description: 'As in events: `textRef`, `commentRef`, …' }) readonly key: string;
  @Field(() => TextState, { description: 'Whether its texts can be read.' }) readonly state: string;
  @Field(() => [TextPart], { description: 'Empty if not KEPT.' }) readonly parts: readonly TextPart[];
}

const ErasurePlaceKind = namedEnum<Place['place']>(
  'ErasurePlaceKind',
  {
    TEXTS: 'The store of texts.',
    IDENTITY: 'The link between a pseudonym and a person.',
    CACHES: 'The memory of the processes.',
    EVENTS: 'The events of the log.',
    READS: 'The record of who read what.',
    BACKUPS: 'The backups.',
    FEED: 'The recipients of the event feed.',
    EXPORTS: 'Imported and exported files, reports and saved pages.',
  },
  'A place where personal data may be stored.',
);
const ErasureState = namedEnum<Place['state']>(
  'ErasureState',
  {
    DONE: 'Nothing is left to people: it is erased there, or only pseudonyms were there.',
    TO_DO: 'To be done by people, elsewhere.',
  },
  'What happened to the data there.',
);

@InputType({ description: 'The person whose texts and identity are erased, and why.' })
export class EraseDataSubjectInput {
  @Field(() => String, {
    description:
      'Pseudonym of the person, the one in events or the keyed one; or the stream of texts that no particular person wrote.',
  })
  readonly subject: string;
  @Field(() => String, { description: 'The reason, in a few words that do not identify the person.' }) readonly reason: string;
  @Field(() => String, { nullable: true, description: 'The same id again is the same erasure.' }) readonly commandId?:
    string | null;
}

@InputType({ description: 'A person, as a system identifies them.' })
export class IdentifyPersonInput {
  @Field(() => String, { description: 'Short name of the system.' }) readonly system: string;
  @Field(() => String, { description: 'The name there. It is in no event.' }) readonly name: string;
}

@ObjectType({ description: 'The pseudonym of a person in commands and events.' })
export class IdentifyPersonPayload {
  @Field(() => String, { description: 'Pseudonym of the person: always the same for the same name.' })
  readonly ref: string;
}

@ObjectType({ description: 'A place where personal data may be stored, and what happened to the data there.' })
export class ErasurePlace {
  @Field(() => ErasurePlaceKind, { description: 'Where.' }) readonly place: string;
  @Field(() => ErasureState, { description: 'What happened to the data there.' }) readonly state: string;
  @Field(() => String, { description: 'The explanation.' }) readonly detail: string;
}

@ObjectType({ description: 'What was erased of a person. No number has changed.' })
export class EraseDataSubjectPayload {
  @Field(() => String, { description: 'As in events.' }) readonly subject: string;
  @Field(() => Int, { description: 'Number of erased texts.' }) readonly texts: number;
  @Field(() => Int, { description: 'Number of erased names of the person in other systems.' }) readonly identities: number;
  @Field(() => Position, { description: 'The position of the erasure in the log.' }) readonly position: string;
  @Field(() => [ErasurePlace], { description: 'Places where personal data may be stored, and what happened to the data there.' })
  readonly places: readonly ErasurePlace[];
}

@ObjectType({ description: 'The name of a person in a source system.' })
export class PersonIdentity {
  @Field(() => String, { description: 'The system’s short name.' }) readonly system: string;
  @Field(() => String, { description: 'The name there.' }) readonly name: string;
}

@ObjectType({ description: 'Texts of a person, or of a ticket that they requested, with where they were written.' })
export class HeldText {
  @Field(() => String, { description: 'Its key, as in events.' }) readonly key: string;
  @Field(() => String, { description: STREAM }) readonly stream: string;
  @Field(() => String, { description: 'The command and the field of their key.' }) readonly kind: string;
  @Field(() => DateTime, { description: 'When it was written.' }) readonly writtenAt: string;
  @Field(() => [TextPart], { description: 'The texts, field by field.' }) readonly parts: readonly TextPart[];
}

@ObjectType({ description: 'An event that names a person.' })
export class Mention {
  @Field(() => String, { description: STREAM }) readonly stream: string;
  @Field(() => String, { description: EVENT_ID }) readonly eventId: string;
  @Field(() => String, { description: EVENT_TYPE }) readonly type: string;
  @Field(() => DateTime, { description: 'When it happened.' }) readonly occurredAt: string;
  @Field(() => String, { description: 'The field; `actor` if the person did it.' }) readonly field: string;
  @Field(() => JsonScalar, { description: 'The event’s data, including what nobody else may see.' }) readonly data: object;
}

@ObjectType({ description: 'Everything that is stored about a person.' })
export class Holdings {
  @Field(() => String, { description: 'As in events.' }) readonly subject: string;
  @Field(() => PersonIdentity, { nullable: true, description: 'Null if the identity is not known, or no longer.' })
  readonly identity: PersonIdentity | null;
  @Field(() => [HeldText], { description: 'Their texts, and those of tickets that they requested.' })
  readonly texts: readonly HeldText[];
  @Field(() => Int, { description: 'Fields of events that name them.' }) readonly mentionCount: number;
  @Field(() => [Mention], { description: 'The first thousand; `rapport holdings --json` has all.' })
  readonly mentions: readonly Mention[];
  @Field(() => Int, { description: 'How often their data was read; `reads` says by whom.' }) readonly reads: number;
  @Field(() => Int, { description: 'How often they read someone’s data, which is recorded as well.' })
  readonly looks: number;
}

@ObjectType({ description: 'Personal data that was read.' })
export class SeenThing {
  @Field(() => String, { description: 'Whose data: a pseudonym, or the stream if the person is not shown.' })
  readonly subject: string;
  @Field(() => String, { description: 'What was read: the key of a text, `ratings`, `result`, `holdings`.' })
  readonly thing: string;
}

@ObjectType({
  description:
    'A record that someone read a text, a rating, a survey’s result, or an identity. These records are chained by a keyed hash.',
})
export class RecordedRead {
  @Field(() => Float, { description: 'From 1, without gaps.' }) readonly sequence: number;
  @Field(() => DateTime, { description: 'When it was read.' }) readonly at: string;
  @Field(() => String, { description: 'Who looked.' }) readonly reader: string;
  @Field(() => String, { description: 'The type or query by which it was read: `Ticket`, `text`, `holdings`, …' })
  readonly via: string;
  @Field(() => [SeenThing], { description: 'What was read: several items if it was a page of them.' })
  readonly seen: readonly SeenThing[];
}

@ArgsType()
export class TextArgs {
  @Field(() => String, { description: 'As in events: `textRef`, `commentRef`, …' }) readonly key: string;
}

@ArgsType()
export class SubjectArgs {
  @Field(() => String, { description: 'Pseudonym of the person, the one in events or the keyed one.' }) readonly subject: string;
}

@ArgsType()
export class ReadsArgs extends OmitType(PageArgs, ['minPosition', 'atPosition', 'knownAt'] as const, ArgsType) {
  @Field(() => String, { nullable: true, description: 'Pseudonym of the person; everyone when absent.' })
  readonly subject?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Inclusive.' }) readonly from?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Exclusive.' }) readonly to?: string | null;
}

@ArgsType()
export class WordsArgs {
  @Field(() => String, { description: 'The texts to be saved.' }) readonly words: string;
}
