import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { namedEnum } from '../inputs/enums.js';
import { DateTime } from '../scalars/date-time.js';
import { Position } from '../scalars/position.js';
import { TextPart } from './text.js';

const ErasurePlaceKind = namedEnum(
  'ErasurePlaceKind',
  ['TEXTS', 'IDENTITY', 'CACHES', 'EVENTS', 'BACKUPS', 'FEED', 'EXPORTS'],
  'Where something of a person may be.',
);
const ErasureState = namedEnum('ErasureState', ['DONE', 'TO_DO'], 'What became of it there.', { TO_DO: 'By people, elsewhere.' });

@InputType()
export class EraseDataSubjectInput {
  @Field(() => String, {
    description: 'Pseudonym of the person, the one in events or the keyed one; or the stream of what nobody in particular said.',
  })
  readonly subject: string;
  @Field(() => String, { description: 'Why, in a few words that do not tell who it is.' }) readonly reason: string;
  @Field(() => String, { nullable: true, description: 'The same id again is the same erasure.' }) readonly commandId?:
    string | null;
}

@InputType()
export class IdentifyPersonInput {
  @Field(() => String, { description: 'Short name of the system that calls them so.' }) readonly system: string;
  @Field(() => String, { description: 'What it calls them. It reaches no event.' }) readonly name: string;
}

@ObjectType({ description: 'By what a person goes in commands and events.' })
export class IdentifyPersonPayload {
  @Field(() => String) readonly ref: string;
}

@ObjectType({ description: 'Where something of a person may be, and what became of it there.' })
export class ErasurePlace {
  @Field(() => ErasurePlaceKind) readonly place: string;
  @Field(() => ErasureState) readonly state: string;
  @Field(() => String) readonly detail: string;
}

@ObjectType({ description: 'What was forgotten of a person. No number has changed.' })
export class EraseDataSubjectPayload {
  @Field(() => String, { description: 'As events say it.' }) readonly subject: string;
  @Field(() => Int) readonly texts: number;
  @Field(() => Int) readonly identities: number;
  @Field(() => Position) readonly position: string;
  @Field(() => [ErasurePlace]) readonly places: readonly ErasurePlace[];
}

@ObjectType({ description: 'What a source system calls a person.' })
export class PersonIdentity {
  @Field(() => String) readonly system: string;
  @Field(() => String) readonly name: string;
}

@ObjectType({ description: 'Words of a person, with where they were said.' })
export class HeldText {
  @Field(() => String) readonly key: string;
  @Field(() => String) readonly stream: string;
  @Field(() => String, { description: 'The command and the field of their key.' }) readonly kind: string;
  @Field(() => DateTime) readonly writtenAt: string;
  @Field(() => [TextPart]) readonly parts: readonly TextPart[];
}

@ObjectType({ description: 'An event that names a person.' })
export class Mention {
  @Field(() => String) readonly stream: string;
  @Field(() => String) readonly eventId: string;
  @Field(() => String) readonly type: string;
  @Field(() => DateTime) readonly occurredAt: string;
  @Field(() => String, { description: 'In which field; `actor` where it is who did it.' }) readonly field: string;
}

@ObjectType({ description: 'What is held about a person.' })
export class Holdings {
  @Field(() => String, { description: 'As events say it.' }) readonly subject: string;
  @Field(() => PersonIdentity, { nullable: true, description: 'Null where it is not known who that is, or no longer.' })
  readonly identity: PersonIdentity | null;
  @Field(() => [HeldText]) readonly texts: readonly HeldText[];
  @Field(() => Int) readonly mentionCount: number;
  @Field(() => [Mention], { description: 'The first thousand; `rapport holdings --json` has all.' })
  readonly mentions: readonly Mention[];
  @Field(() => Int, { description: 'How often somebody looked at what is theirs; `reads` says who.' }) readonly reads: number;
}
