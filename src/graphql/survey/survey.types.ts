import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import * as survey from '../../domain/survey/events.js';
import { namedEnum, Shown } from '../kit/enums.js';
import { DateTime } from '../kit/scalars.js';
import { Node } from '../kit/node.js';
import { INSTRUMENT_ID, MAY_BE_SHOWN, SURVEY_ID, meaning } from '../kit/meanings.js';

export const SurveyState = namedEnum(
  'SurveyState',
  {
    OPEN: 'It accepts responses.',
    CLOSED: 'It accepts no more responses.',
  },
  'Whether a survey accepts responses.',
);
export const Publication = namedEnum(
  'Publication',
  {
    PUBLISHED: 'The answers are shown.',
    SUPPRESSED:
      'Fewer people answered than the smallest group that may be shown (five unless adopted otherwise): neither null nor 0.',
    NOT_CLOSED: 'Two results of an open survey would reveal the answers given in between.',
  },
  'Whether answers may be shown.',
);

@ObjectType({ description: 'The answers to a question.' })
export class SurveyItemResult {
  @Field(() => ID, { description: 'The question’s id within its questionnaire.' }) readonly itemId: string;
  @Field(() => Shown, { description: MAY_BE_SHOWN }) readonly state: string;
  @Field(() => Int, { nullable: true, description: 'Positive among valid answers, in whole percent.' })
  readonly percentPositive: number | null;
}

@ObjectType({ description: 'Questions that are evaluated together: the mean of their percentages.' })
export class SurveyCompositeResult {
  @Field(() => ID, { description: 'The composite’s id within its questionnaire.' }) readonly compositeId: string;
  @Field(() => String, { description: 'What it measures, as the questionnaire names it.' }) readonly name: string;
  @Field(() => Shown, { description: MAY_BE_SHOWN }) readonly state: string;
  @Field(() => Int, { nullable: true, description: 'Mean of the percentages of its questions, whole; null when suppressed.' })
  readonly percentPositive: number | null;
}

@ObjectType({
  description: 'A figure published by others: their share or mean, never an answer given here.',
})
export class Benchmark {
  @Field(() => String, { description: 'Who published it.' }) readonly source: string;
  @Field(() => String, { description: 'The item, as the source names it.' }) readonly item: string;
  @Field(() => String, { description: 'The period, as the source names it.' }) readonly period: string;
  @Field(() => Float, { description: 'In the source’s own unit.' }) readonly value: number;
  @Field(() => Int, { description: 'Number of answers, people or cases.' }) readonly n: number;
  @Field(() => DateTime, { description: 'When it was recorded here.' }) readonly publishedAt: string;
}

@ObjectType({
  implements: () => [Node],
  description:
    'A department’s answers about a team, as far as they may be shown. Start: SurveyOpened. Stop: SurveyClosed. Counts: in the period of the ' +
    'survey. Left out: questions not answered, and responses added or withdrawn after the closing. Shown from five people on, each question from ' +
    'five valid answers on, and only once the survey is closed. Source: AHRQ SOPS, % positive of valid answers, reversed questions inverted, ' +
    'a composite the mean of its items.',
})
export class Survey extends Node {
  @Field(() => ID, { description: SURVEY_ID }) readonly surveyId: string;
  @Field(() => ID, { description: INSTRUMENT_ID }) readonly instrumentId: string;
  @Field(() => ID, { description: 'The department surveyed.' }) readonly departmentId: string;
  @Field(() => ID, { nullable: true, description: 'Null: about IT as a whole.' }) readonly teamId: string | null;
  @Field(() => DateTime, { description: meaning(survey.period.from) }) readonly from: string;
  @Field(() => DateTime, { description: meaning(survey.period.until) }) readonly until: string;
  @Field(() => SurveyState, { description: 'Whether it accepts responses.' }) readonly state: string;
  @Field(() => Publication, { description: 'Whether its answers may be shown.' }) readonly publication: string;
  @Field(() => DateTime, { description: 'When it was opened.' }) readonly openedAt: string;
  @Field(() => DateTime, { nullable: true, description: 'When it was closed; null while it is open.' }) readonly closedAt:
    string | null;
  @Field(() => Int, { description: meaning(survey.eligible) }) readonly eligible: number;
  @Field(() => Int, { description: 'How many people were invited.' }) readonly invited: number;
  @Field(() => Int, { nullable: true, description: 'Null if not published.' }) readonly respondents: number | null;
  @Field(() => Float, { nullable: true, description: 'respondents / eligible; null if not published.' })
  readonly responseRate: number | null;
}

@ObjectType({ description: 'A question of a questionnaire.' })
export class InstrumentItem {
  @Field(() => ID, { description: 'The question’s id within its questionnaire.' }) readonly itemId: string;
  @Field(() => String, { nullable: true, description: 'The wording; null if its owner does not permit copying it.' })
  readonly wording: string | null;
  @Field(() => String, { nullable: true, description: 'Where the wording is published, if it may not be copied.' })
  readonly wordingRef: string | null;
  @Field(() => Int, { description: 'Highest answer; answers range from 1 to it.' }) readonly points: number;
  @Field(() => Boolean, { description: 'Whether agreement is negative.' }) readonly reversed: boolean;
  @Field(() => Int, { description: 'Lowest answer that counts as positive, after a reversed question is inverted.' })
  readonly positiveFrom: number;
}

@ObjectType({ description: 'Questions that are evaluated together.' })
export class InstrumentComposite {
  @Field(() => ID, { description: 'The composite’s id within its questionnaire.' }) readonly compositeId: string;
  @Field(() => String, { description: 'What it measures, as the questionnaire names it.' }) readonly name: string;
  @Field(() => [ID], { description: 'Its questions, by their ids.' }) readonly itemIds: readonly string[];
}

@ObjectType({ description: 'A questionnaire that surveys use. It never changes.' })
export class Instrument {
  @Field(() => ID, { description: INSTRUMENT_ID }) readonly instrumentId: string;
  @Field(() => String, { description: 'Its name, including the version.' }) readonly name: string;
  @Field(() => String, { description: 'The terms of use.' }) readonly licence: string;
  @Field(() => DateTime, { description: 'When it was registered.' }) readonly registeredAt: string;
  @Field(() => [InstrumentItem], { description: 'Its questions, in order.' }) readonly items: readonly InstrumentItem[];
  @Field(() => [InstrumentComposite], { description: 'Its composites.' })
  readonly composites: readonly InstrumentComposite[];
}
