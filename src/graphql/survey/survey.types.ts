import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import * as survey from '../../domain/survey/events.js';
import { namedEnum, Shown } from '../kit/enums.js';
import { DateTime } from '../kit/scalars.js';
import { Node } from '../kit/node.js';
import { INSTRUMENT_ID, MAY_BE_SHOWN, SURVEY_ID, meaning } from '../kit/meanings.js';

export const SurveyState = namedEnum('SurveyState', ['OPEN', 'CLOSED'], 'Whether a survey still takes answers.');
export const Publication = namedEnum('Publication', ['PUBLISHED', 'SUPPRESSED', 'NOT_CLOSED'], 'Whether answers may be shown.', {
  SUPPRESSED:
    'Fewer people answered than the smallest group that may be shown (five, unless the organisation adopted another): neither null nor 0 is meant.',
  NOT_CLOSED: 'Two results of an open survey would tell what those said who answered in between.',
});

@ObjectType({ description: 'The answers to a question.' })
export class SurveyItemResult {
  @Field(() => ID, { description: 'The question’s id within its questionnaire.' }) readonly itemId: string;
  @Field(() => Shown, { description: MAY_BE_SHOWN }) readonly state: string;
  @Field(() => Int, { nullable: true, description: 'Positive of valid answers, in whole percents.' })
  readonly percentPositive: number | null;
}

@ObjectType({ description: 'Questions read together: the mean of their percents.' })
export class SurveyCompositeResult {
  @Field(() => ID, { description: 'The composite’s id within its questionnaire.' }) readonly compositeId: string;
  @Field(() => String, { description: 'What it measures, as the questionnaire names it.' }) readonly name: string;
  @Field(() => Shown, { description: MAY_BE_SHOWN }) readonly state: string;
  @Field(() => Int, { nullable: true, description: 'Mean of its questions’ percents, whole; null when suppressed.' })
  readonly percentPositive: number | null;
}

@ObjectType({
  description: 'A figure that others published: a share or a mean of theirs, never an answer that anybody here gave.',
})
export class Benchmark {
  @Field(() => String, { description: 'Whose it is.' }) readonly source: string;
  @Field(() => String, { description: 'What it is about, as the source names it.' }) readonly item: string;
  @Field(() => String, { description: 'Of when, as the source names it.' }) readonly period: string;
  @Field(() => Float, { description: 'In the source’s own unit.' }) readonly value: number;
  @Field(() => Int, { description: 'Of how many answers, people or cases.' }) readonly n: number;
  @Field(() => DateTime, { description: 'When it was put on record here.' }) readonly publishedAt: string;
}

@ObjectType({
  implements: () => [Node],
  description:
    'What a department answered about a team, as far as it may be shown. Start: SurveyOpened. Stop: SurveyClosed. Counts: in the period asked ' +
    'about. Left out: questions not answered, and what is added or taken back after the closing. Shown from five people on, each question from ' +
    'five valid answers on, and only once the survey is closed. Source: AHRQ SOPS, % positive of valid answers, reversed questions turned round, ' +
    'a composite the mean of its items.',
})
export class Survey extends Node {
  @Field(() => ID, { description: SURVEY_ID }) readonly surveyId: string;
  @Field(() => ID, { description: INSTRUMENT_ID }) readonly instrumentId: string;
  @Field(() => ID, { description: 'The department that is asked.' }) readonly departmentId: string;
  @Field(() => ID, { nullable: true, description: 'Null: about IT as a whole.' }) readonly teamId: string | null;
  @Field(() => DateTime, { description: meaning(survey.period.from) }) readonly from: string;
  @Field(() => DateTime, { description: meaning(survey.period.until) }) readonly until: string;
  @Field(() => SurveyState, { description: 'Whether it still takes answers.' }) readonly state: string;
  @Field(() => Publication, { description: 'Whether its answers may be shown.' }) readonly publication: string;
  @Field(() => DateTime, { description: 'When it began to take answers.' }) readonly openedAt: string;
  @Field(() => DateTime, { nullable: true, description: 'When it took the last; null while it is open.' }) readonly closedAt:
    string | null;
  @Field(() => Int, { description: meaning(survey.eligible) }) readonly eligible: number;
  @Field(() => Int, { description: 'How many people were invited.' }) readonly invited: number;
  @Field(() => Int, { nullable: true, description: 'Null unless published.' }) readonly respondents: number | null;
  @Field(() => Float, { nullable: true, description: 'respondents / eligible; null unless published.' })
  readonly responseRate: number | null;
}

@ObjectType({ description: 'A question of a questionnaire.' })
export class InstrumentItem {
  @Field(() => ID, { description: 'The question’s id within its questionnaire.' }) readonly itemId: string;
  @Field(() => String, { nullable: true, description: 'The question itself; null where its owner does not let it be copied.' })
  readonly wording: string | null;
  @Field(() => String, { nullable: true, description: 'Where the wording is to be found, where it may not be copied.' })
  readonly wordingRef: string | null;
  @Field(() => Int, { description: 'Answers go from 1 to this.' }) readonly points: number;
  @Field(() => Boolean, { description: 'Agreement says something bad.' }) readonly reversed: boolean;
  @Field(() => Int, { description: 'From this answer on it counts as positive, once a reversed question is turned round.' })
  readonly positiveFrom: number;
}

@ObjectType({ description: 'Questions that are read together.' })
export class InstrumentComposite {
  @Field(() => ID, { description: 'The composite’s id within its questionnaire.' }) readonly compositeId: string;
  @Field(() => String, { description: 'What it measures, as the questionnaire names it.' }) readonly name: string;
  @Field(() => [ID], { description: 'Its questions, by their ids.' }) readonly itemIds: readonly string[];
}

@ObjectType({ description: 'A questionnaire that surveys use. It never changes.' })
export class Instrument {
  @Field(() => ID, { description: INSTRUMENT_ID }) readonly instrumentId: string;
  @Field(() => String, { description: 'What it is called, with its version.' }) readonly name: string;
  @Field(() => String, { description: 'On which terms it may be used.' }) readonly licence: string;
  @Field(() => DateTime, { description: 'When it was registered.' }) readonly registeredAt: string;
  @Field(() => [InstrumentItem], { description: 'Its questions, in the order asked.' }) readonly items: readonly InstrumentItem[];
  @Field(() => [InstrumentComposite], { description: 'What its questions are read together for.' })
  readonly composites: readonly InstrumentComposite[];
}
