import { Inject, Optional } from '@nestjs/common';
import { Args, Context } from '@nestjs/graphql';
import { pageOfReads } from '../../privacy/page-of-reads.js';
import { PRIVACY, type Privacy } from '../../privacy/privacy.js';
import { personOf } from '../../../projections/kit/sorted.js';
import { isToldRatingsOf } from '../../access/single-answers.js';
import { pageOfList } from '../../queries/paging/paginate.js';
import { given, period } from '../kit/args.js';
import { ReadsArgs } from './privacy.types.js';
import { Shown } from '../kit/enums.js';
import type { NodeOf } from '../moment.js';
import type { RequestContext } from '../request-context.js';
import { RecordedReads } from '../kit/connections.js';
import { Interaction, InteractionFeedback } from '../interaction/interaction.types.js';
import { Survey, SurveyCompositeResult, SurveyItemResult } from '../survey/survey.types.js';
import { Answers, Query, ResolveField } from '../kit/answers.js';

/** Who looked at what. */
@Answers()
export class ReadsResolver {
  constructor(@Optional() @Inject(PRIVACY) private readonly privacy?: Privacy) {}

  @Query(() => RecordedReads.type, {
    description: 'Who looked at whose text, rating or survey, the latest first. Asking that is put on record as well.',
  })
  async reads(@Args() args: ReadsArgs, @Context() { texts }: RequestContext) {
    const { subject } = args;
    const [from, to] = period([args.from, args.to]);
    if (!this.privacy) return pageOfList([], () => ({ value: null, key: '' }), 'reads', args);
    await texts.record([{ subject: subject ?? 'everybody', thing: 'reads' }], 'reads');
    return pageOfReads(this.privacy.reads, given({ subject, from, to }), args);
  }
}

/** Ratings of contacts: who sees them is put on record first. */
@Answers(() => Interaction)
export class RatingsResolver {
  @ResolveField(() => Shown, {
    description:
      'SUPPRESSED: at most one’s own rating is shown. Those who served are told each; others see groups, in the measures.',
  })
  async feedbackState(contact: NodeOf<'Interaction'>, _args: unknown, context: RequestContext) {
    return (await isTold(contact, context)) ? 'SHOWN' : 'SUPPRESSED';
  }

  @ResolveField(() => [InteractionFeedback], { description: 'Those that one is told: see `feedbackState`.' })
  async feedback(contact: NodeOf<'Interaction'>, _args: unknown, context: RequestContext) {
    const { interactionId, feedback } = contact;
    const own = personOf(context.asker.identity.subject);
    const told = (await isTold(contact, context)) ? feedback : feedback.filter(({ person }) => person === own);
    if (told.length > 0)
      await context.texts.recordOne({ subject: `interaction-${interactionId}`, thing: 'ratings' }, 'Interaction');
    return told;
  }
}

const isTold = async ({ teamId, moment }: NodeOf<'Interaction'>, context: RequestContext): Promise<boolean> =>
  isToldRatingsOf(await context.ratings(moment), teamId);

/** What a survey came to: who sees it is put on record first. */
@Answers(() => Survey)
export class SurveyResultResolver {
  @ResolveField(() => [SurveyItemResult], { description: 'Empty unless published.' })
  items(survey: NodeOf<'Survey'>, _args: unknown, context: RequestContext) {
    return seen(survey, survey.items, context);
  }

  @ResolveField(() => [SurveyCompositeResult], { description: 'Empty unless published.' })
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
