import { registerEnumType } from '@nestjs/graphql';
import { departmentKind } from '../../domain/department/events.js';
import * as interaction from '../../domain/interaction/events.js';
import { ACTOR_KINDS } from '../../domain/kernel/command.js';
import type { Fidelity as FidelityName } from '../../domain/kernel/event.js';
import type { Field, JsonSchema } from '../../domain/kernel/fields.js';
import * as relationship from '../../domain/relationship/events.js';
import * as ticket from '../../domain/ticket/fields.js';
import type { Language } from '../../language.js';

type EnumObject = Readonly<Record<string, string>>;
const registered = new Map<string, EnumObject>();

/**
 * The GraphQL enum with this name and these values, each with its meaning in a sentence; registers it at the first call. Name
 * the union of the values (`namedEnum<Union>`) where there is one: a value without a meaning then does not compile.
 * @throws Error when another enum has the same name but other values, which is a bug in the declarations
 */
export function namedEnum<V extends string>(
  name: string,
  meanings: Readonly<Record<V, string>>,
  description: string | undefined,
): EnumObject {
  const values = Object.keys(meanings);
  const existing = registered.get(name);
  if (existing) {
    if (Object.keys(existing).join() !== values.join()) throw new Error(`Two enums are named ${name}.`);
    return existing;
  }
  const enumObject = Object.fromEntries(values.map((value) => [value, value]));
  registered.set(name, enumObject);
  const valuesMap = Object.fromEntries(Object.entries<string>(meanings).map(([value, text]) => [value, { description: text }]));
  registerEnumType(enumObject, { name, valuesMap, ...(description !== undefined && { description }) });
  return enumObject;
}

/** The GraphQL enum of a `oneOf` schema. */
export function enumOfSchema({ 'x-name': name, 'x-meanings': meanings, description }: JsonSchema): EnumObject {
  if (name === undefined || meanings === undefined) throw new Error('An enum needs a name and meanings of its values.');
  return namedEnum(name, meanings, description);
}

/** The GraphQL enum of a `oneOf` field of the domain. Answers use the same values as commands. */
export const enumOf = (field: Field): EnumObject => enumOfSchema(field.schema);

/**
 * The enums of answers, with the commands' values. Created here and not where they are used, because Nest collects enums only
 * once.
 */
export const TicketKind = enumOf(ticket.kind);
export const TicketState = enumOf(ticket.ticketState);
export const TicketChannel = enumOf(ticket.channel);
export const ClinicalImpact = enumOf(ticket.clinicalImpact);
export const HoldReason = enumOf(ticket.holdReason);
export const LinkRelation = enumOf(ticket.linkRelation);
export const InteractionChannel = enumOf(interaction.channel);
export const Direction = enumOf(interaction.direction);
export const InteractionOutcome = enumOf(interaction.outcome);
export const Side = enumOf(interaction.about);
export const RelationshipType = enumOf(relationship.relationshipType);
export const DisputeReason = enumOf(relationship.disputeReason);
export const RelationshipSide = enumOf(relationship.side);
export const TouchpointType = enumOf(relationship.touchpointType);
export const DepartmentKind = enumOf(departmentKind);
export const ActorKind = namedEnum(
  'ActorKind',
  ACTOR_KINDS,
  'Who did it: a person of IT, a person of a department, or a program.',
);

export const Shown = namedEnum(
  'Shown',
  {
    SHOWN: 'The number is shown.',
    SUPPRESSED: 'Too few people are behind the number: it is withheld, and neither null nor 0.',
  },
  'Whether a number may be shown.',
);

export const Fidelity = namedEnum<FidelityName>(
  'Fidelity',
  {
    NATIVE: 'Recorded here.',
    HISTORY: 'From another system’s history.',
    SNAPSHOT: 'Derived from the difference between snapshots of another system.',
  },
  'The fidelity of the source.',
);

/** The languages of the server's text, for an argument. */
export const Locale = namedEnum<LocaleName>('Locale', { EN: 'English.', DE: 'German.' }, 'The languages of the server’s texts.');
export const LOCALE = { nullable: true, description: 'The language of the text: EN when absent.' } as const;
export type LocaleName = Uppercase<Language>;

/** The language of a locale; English when absent. */
export const languageOf = (locale: LocaleName | null | undefined): Language => (locale ?? 'EN').toLowerCase() as Language;
