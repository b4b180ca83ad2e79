import { Inject, Optional } from '@nestjs/common';
import { Args, Context, Mutation } from '@nestjs/graphql';
import { invalidInput, RapportError } from '../../domain/kernel/errors.js';
import { DATA_SUBJECTS, type DataSubjects } from '../../privacy/data-subjects.js';
import {
  SubjectArgs,
  EraseDataSubjectInput,
  EraseDataSubjectPayload,
  Holdings,
  IdentifyPersonInput,
  IdentifyPersonPayload,
} from './privacy.types.js';
import type { RequestContext } from '../request-context.js';
import { Answers, Query } from '../kit/answers.js';

const MENTIONS_SHOWN = 1_000;

/** What people may ask for: what is held about them, and that it be forgotten. */
@Answers()
export class DataSubjectResolver {
  constructor(@Optional() @Inject(DATA_SUBJECTS) private readonly people?: DataSubjects) {}

  @Mutation(() => EraseDataSubjectPayload, {
    nullable: true,
    description: 'Forgets the words and the identity of a person, for good. No number changes.',
  })
  eraseDataSubject(
    @Args('input', { type: () => EraseDataSubjectInput }) { subject, reason, commandId }: EraseDataSubjectInput,
    @Context() { asker }: RequestContext,
  ) {
    return this.kept.erase({ subject, reason, commandId: commandId ?? undefined, actor: asker.identity.actor });
  }

  @Mutation(() => IdentifyPersonPayload, {
    nullable: true,
    description:
      'The pseudonym by which a person is to be named in commands. Who that is stands apart from events; the same name gives the same one.',
  })
  async identifyPerson(@Args('input', { type: () => IdentifyPersonInput }) input: IdentifyPersonInput) {
    for (const field of ['system', 'name'] as const)
      if (input[field].trim() === '') throw invalidInput(field, 'is blank', 'Say who it is, as the system calls them.');
    return { ref: await this.kept.refOf(input.system, input.name) };
  }

  @Query(() => Holdings, { description: 'Everything that is held about a person. It reads the whole log.' })
  async holdings(@Args() { subject: asked }: SubjectArgs, @Context() { texts, left }: RequestContext) {
    const held = await this.kept.holdings(asked, left ?? new AbortController().signal);
    const { subject, mentions } = held;
    const seen = held.texts.map(({ ref: thing }) => ({ subject, thing }));
    await texts.record([...seen, { subject, thing: 'holdings' }], 'holdings');
    return {
      ...held,
      texts: held.texts.map(({ ref: key, parts, ...text }) => ({
        ...{ key, ...text },
        parts: Object.entries(parts).map(([field, words]) => ({ field, words })),
      })),
      mentionCount: mentions.length,
      mentions: mentions.slice(0, MENTIONS_SHOWN),
    };
  }

  private get kept(): DataSubjects {
    if (this.people) return this.people;
    throw new RapportError('INVALID_CONFIGURATION', 'Nothing is kept of people here', { field: 'ROLE' });
  }
}
