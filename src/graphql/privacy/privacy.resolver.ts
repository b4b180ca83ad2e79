import { Inject, Optional } from '@nestjs/common';
import { Args, Context, Mutation } from '@nestjs/graphql';
import { pageOfReads } from '../../privacy/read-log.js';
import { PRIVACY, type Privacy } from '../../privacy/privacy.js';
import { personOf } from '../../../projections/kit/sorted.js';
import { seesRatingsOf } from '../../access/single-answers.js';
import { pageOfList } from '../../queries/paging/paginate.js';
import { given, period, INPUT } from '../kit/args.js';
import {
  ReadsArgs,
  SubjectArgs,
  EraseDataSubjectInput,
  EraseDataSubjectPayload,
  Holdings,
  IdentifyPersonInput,
  IdentifyPersonPayload,
} from './privacy.types.js';
import { Shown } from '../kit/enums.js';
import type { NodeOf } from '../moment.js';
import type { RequestContext } from '../request-context.js';
import { RecordedReads } from '../kit/connections.js';
import { Interaction, InteractionFeedback } from '../interaction/interaction.types.js';
import { Survey, SurveyCompositeResult, SurveyItemResult } from '../survey/survey.types.js';
import { Answers, Query, ResolveField } from '../kit/answers.js';
import { invalidInput, RapportError } from '../../domain/kernel/errors.js';
import { DATA_SUBJECTS, type DataSubjects } from '../../privacy/data-subjects.js';

/** The record of who read which data. */
@Answers()
export class ReadsResolver {
  constructor(@Optional() @Inject(PRIVACY) private readonly privacy?: Privacy) {}

  @Query(() => RecordedReads.type, {
    description: 'Who read whose text, rating or survey, the latest first. This query is recorded as well.',
  })
  async reads(@Args() args: ReadsArgs, @Context() { texts }: RequestContext) {
    const { subject } = args;
    const [from, to] = period([args.from, args.to]);
    if (!this.privacy) return pageOfList([], () => ({ value: null, key: '' }), 'reads', args);
    await texts.record([{ subject: subject ?? 'everybody', thing: 'reads' }], 'reads');
    return pageOfReads(this.privacy.reads, given({ subject, from, to }), args);
  }
}

/** A rating with its contact. */
export type RatingOf = NodeOf<'Interaction'>['feedback'][number] & Pick<NodeOf<'Interaction'>, 'interactionId'>;

/** The ratings of contacts. Each read is recorded before they are shown. */
@Answers(() => Interaction)
export class RatingsResolver {
  @ResolveField(() => Shown, {
    description:
      'SUPPRESSED: at most the caller’s own rating is shown. The people who served the contact see each rating; others see groups, in the measures.',
  })
  async feedbackState(contact: NodeOf<'Interaction'>, _args: unknown, context: RequestContext) {
    return (await isVisible(contact, context)) ? 'SHOWN' : 'SUPPRESSED';
  }

  @ResolveField(() => [InteractionFeedback], { description: 'The ratings that the caller may see: see `feedbackState`.' })
  async feedback(contact: NodeOf<'Interaction'>, _args: unknown, context: RequestContext) {
    const { interactionId } = contact;
    const feedback = contact.feedback.map((rating) => ({ ...rating, interactionId }));
    const own = personOf(context.asker.identity.subject);
    // Reading one's own answers is no read of another person's data, and recording it would reveal who gave them.
    if (!(await isVisible(contact, context))) return feedback.filter(({ person }) => person === own);
    if (feedback.length > 0)
      await context.texts.recordOne({ subject: `interaction-${interactionId}`, thing: 'ratings' }, 'Interaction');
    return feedback;
  }
}

const isVisible = async ({ teamId, moment }: NodeOf<'Interaction'>, context: RequestContext): Promise<boolean> =>
  seesRatingsOf(await context.ratings(moment), teamId);

/** The results of a survey. Each read is recorded before they are shown. */
@Answers(() => Survey)
export class SurveyResultResolver {
  @ResolveField(() => [SurveyItemResult], { description: 'Empty if not published.' })
  items(survey: NodeOf<'Survey'>, _args: unknown, context: RequestContext) {
    return seen(survey, survey.items, context);
  }

  @ResolveField(() => [SurveyCompositeResult], { description: 'Empty if not published.' })
  composites(survey: NodeOf<'Survey'>, _args: unknown, context: RequestContext) {
    const { composites, moment } = survey;
    return seen(
      survey,
      composites.map((composite) => ({ ...composite, moment })),
      context,
    );
  }
}

async function seen<T>({ surveyId }: NodeOf<'Survey'>, results: readonly T[], { texts }: RequestContext): Promise<readonly T[]> {
  if (results.length > 0) await texts.recordOne({ subject: `survey-${surveyId}`, thing: 'result' }, 'Survey');
  return results;
}

const MENTIONS_SHOWN = 1_000;

/** The rights of data subjects: access to the data held about them, and erasure. */
@Answers()
export class DataSubjectResolver {
  constructor(@Optional() @Inject(DATA_SUBJECTS) private readonly people?: DataSubjects) {}

  @Mutation(() => EraseDataSubjectPayload, {
    nullable: true,
    description: 'Erases the texts and the identity of a person, for good. No number changes.',
  })
  eraseDataSubject(
    @Args('input', { ...INPUT, type: () => EraseDataSubjectInput }) { subject, reason, commandId }: EraseDataSubjectInput,
    @Context() { asker }: RequestContext,
  ) {
    return this.kept.erase({ subject, reason, commandId: commandId ?? undefined, actor: asker.identity.actor });
  }

  @Mutation(() => IdentifyPersonPayload, {
    nullable: true,
    description:
      'The pseudonym by which commands name a person. The identity is stored apart from events; the same name always gives the same pseudonym.',
  })
  async identifyPerson(@Args('input', { ...INPUT, type: () => IdentifyPersonInput }) input: IdentifyPersonInput) {
    for (const field of ['system', 'name'] as const)
      if (input[field].trim() === '')
        throw invalidInput(field, 'is blank', 'Give the name by which the system identifies the person.', { code: 'BLANK' });
    return { ref: await this.kept.refOf(input.system, input.name) };
  }

  @Query(() => Holdings, { description: 'Everything that is stored about a person. It reads the whole log.' })
  async holdings(@Args() { subject: asked }: SubjectArgs, @Context() { texts, left }: RequestContext) {
    const holdings = await this.kept.holdings(asked, left ?? new AbortController().signal);
    const { subject, mentions } = holdings;
    const seen = holdings.texts.map(({ ref: thing }) => ({ subject, thing }));
    await texts.record([...seen, { subject, thing: 'holdings' }], 'holdings');
    return {
      ...holdings,
      texts: holdings.texts.map(({ ref: key, parts, ...text }) => ({
        ...{ key, ...text },
        parts: Object.entries(parts).map(([field, words]) => ({ field, words })),
      })),
      mentionCount: mentions.length,
      mentions: mentions.slice(0, MENTIONS_SHOWN),
    };
  }

  private get kept(): DataSubjects {
    if (this.people) return this.people;
    throw new RapportError('INVALID_CONFIGURATION', 'This process has no access to personal data', { field: 'ROLE' });
  }
}
