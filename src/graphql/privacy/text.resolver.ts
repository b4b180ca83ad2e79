import type { Type } from '@nestjs/common';
// eslint-disable-next-line no-restricted-imports -- what declares fields by name has no method whose result could be checked
import { Args, Context, ResolveField } from '@nestjs/graphql';
import { seesRatingsOf } from '../../access/single-answers.js';
import { MakeCommitment } from '../../domain/commitment/commands.js';
import { GiveInteractionFeedback } from '../../domain/interaction/commands.js';
import type { CommandClass } from '../../domain/kernel/command.js';
import { DisputeTouchpoint } from '../../domain/relationship/commands.js';
import { LogTicket } from '../../domain/ticket/commands.js';
import { identifiersLike } from '../../privacy/identifier-like.js';
import type { Attendance as AttendanceOf } from '../../queries/engagement.js';
import { relationshipId } from '../../queries/relationship/joined-relationship.js';
import type { RatingOf } from './privacy.resolver.js';
import { TextArgs, WordsArgs, Text, TextState, WordWarning } from './privacy.types.js';
import type { NodeType } from '../kit/node.js';
import type { NodeOf } from '../moment.js';
import type { RequestContext } from '../request-context.js';
import { NOT_TOLD, type ShownText, type TextContext } from './request-texts.js';
import { Commitment } from '../commitment/commitment.types.js';
import { Attendance } from '../relationship/attendance.types.js';
import { InteractionFeedback } from '../interaction/interaction.types.js';
import { Ticket } from '../ticket/ticket.types.js';
import { Answers, Query } from '../kit/answers.js';

/** Texts that are stored apart from events, by their keys. */
@Answers(() => Text)
export class TextResolver {
  @Query(() => Text, {
    nullable: true,
    description:
      'The texts for a key in an event; null if the caller may not see the ticket, contact, commitment or relationship. The read is recorded.',
  })
  async text(@Args() { key }: TextArgs, @Context() context: RequestContext) {
    const text = await context.texts.ofStream(key, 'text', (said) => isSeen(said, context));
    return text && { key, state: text.state, parts: Object.entries(text.parts).map(([field, words]) => ({ field, words })) };
  }

  @Query(() => [WordWarning], {
    description: 'What looks like an identifier in texts that are about to be saved. Nothing of them is stored.',
  })
  wordWarnings(@Args() { words }: WordsArgs) {
    return identifiersLike(words).map((looksLike) => ({ field: 'words', looksLike }));
  }
}

const RATING_COMMENT = `${GiveInteractionFeedback.name}.commentRef`;
const TYPES: Readonly<Record<string, NodeType>> = {
  ticket: 'Ticket',
  interaction: 'Interaction',
  commitment: 'Commitment',
  relationship: 'Relationship',
};

/** Whether the caller may see the subject of a stream and, for the comment of a rating, the rating itself. */
async function isSeen({ stream, kind, subject }: TextContext, context: RequestContext): Promise<boolean> {
  const dash = stream.indexOf('-');
  const type = TYPES[stream.slice(0, dash)];
  const node = type && (await context.load({}, type, stream.slice(dash + 1)));
  if (!node || !(await context.readsWords(node))) return false;
  if (kind !== RATING_COMMENT || subject === context.asker.identity.subject) return true;
  return seesRatingsOf(await context.ratings(node.moment), (node as NodeOf<'Interaction'>).teamId);
}

/** The texts of a type: the field with their key, the names of their parts, and the name of their state field. */
interface WordsOf {
  readonly type: Type;
  readonly key: string;
  /** Whether they are visible to everyone who sees the thing; otherwise only to those who may read texts of it. */
  readonly withThing?: true;
  readonly state: string;
  /** Where they are written: the command, and the stream of the thing. */
  readonly command: Pick<CommandClass, 'name'>;
  readonly stream: (thing: never) => string;
  /** The parts, each with its description. */
  readonly parts: Readonly<Record<string, string>>;
}

const WORDS: readonly WordsOf[] = [
  {
    type: Ticket,
    key: 'summaryRef',
    state: 'textState',
    command: LogTicket,
    stream: ({ ticketId }: Ticket) => `ticket-${ticketId}`,
    parts: { title: 'A short summary.', description: 'What it is about.' },
  },
  {
    type: InteractionFeedback,
    key: 'commentRef',
    state: 'commentState',
    command: GiveInteractionFeedback,
    stream: ({ interactionId }: RatingOf) => `interaction-${interactionId}`,
    parts: { comment: 'The comment.' },
    withThing: true,
  },
  {
    type: Commitment,
    key: 'promiseRef',
    state: 'promiseState',
    command: MakeCommitment,
    stream: ({ commitmentId }: Commitment) => `commitment-${commitmentId}`,
    parts: { promise: 'What was promised.' },
  },
  {
    type: Attendance,
    key: 'commentRef',
    state: 'commentState',
    command: DisputeTouchpoint,
    stream: ({ teamId, departmentId }: AttendanceOf) => `relationship-${relationshipId(teamId, departmentId)}`,
    parts: { comment: 'What the side that disputes it says of it.' },
  },
];

/** Access to texts depends on the thing's present department, whatever moment is shown. */
const ownerOf = (node: NodeOf<'Ticket'>) => ('present' in node ? { ...node.present, moment: node.moment } : node);

/** The text fields of a type, read from the text store when asked for; each read is recorded. */
function wordsResolver({ type, key, state, command, stream, parts, withThing }: WordsOf): Type {
  @Answers(() => type)
  class WordsResolver {}
  const textOf = async (parent: NodeOf<'Ticket'>, context: RequestContext): Promise<ShownText | null> => {
    const ref = (parent as never)[key] as string | null | undefined;
    if (ref !== null && ref !== undefined && withThing !== true && !(await context.readsWords(ownerOf(parent)))) return NOT_TOLD;
    return context.texts.get(ref, { stream: stream(parent as never), kind: `${command.name}.${key}` }, type.name);
  };
  const declare = (name: string, resolve: object, of: () => object, description: string) => {
    const descriptor = { value: resolve, writable: true, configurable: true };
    Object.defineProperty(WordsResolver.prototype, name, descriptor);
    ResolveField(of as () => typeof String, { nullable: true, description })(WordsResolver.prototype, name, descriptor);
  };
  for (const [part, meaning] of Object.entries(parts)) {
    const read = async (parent: never, _args: unknown, context: RequestContext) =>
      (await textOf(parent, context))?.parts[part] ?? null;
    declare(part, read, () => String, `${meaning} Null if there is no text, or if ${state} is not KEPT.`);
  }
  const readState = async (parent: never, _args: unknown, context: RequestContext) =>
    (await textOf(parent, context))?.state ?? null;
  declare(state, readState, () => TextState, 'Null if there is no text.');
  Object.defineProperty(WordsResolver, 'name', { value: `${type.name}WordsResolver` });
  return WordsResolver;
}

export const WORDS_RESOLVERS = WORDS.map(wordsResolver);
