import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { namedEnum, Shown } from '../kit/enums.js';
import { DateTime } from '../kit/scalars.js';
import { Node } from '../kit/node.js';

export const SurveyState = namedEnum('SurveyState', ['OPEN', 'CLOSED'], 'Whether a survey still takes answers.');
export const Publication = namedEnum('Publication', ['PUBLISHED', 'SUPPRESSED', 'NOT_CLOSED'], 'Whether answers may be shown.', {
  SUPPRESSED: 'Fewer than five people answered: neither null nor 0 is meant.',
  NOT_CLOSED: 'Two results of an open survey would tell what those said who answered in between.',
});

@ObjectType({ description: 'The answers to a question.' })
export class SurveyItemResult {
  @Field(() => ID) readonly itemId: string;
  @Field(() => Shown) readonly state: string;
  @Field(() => Int, { nullable: true, description: 'Positive of valid answers, in whole percents.' })
  readonly percentPositive: number | null;
}

@ObjectType({ description: 'Questions read together: the mean of their percents.' })
export class SurveyCompositeResult {
  @Field(() => ID) readonly compositeId: string;
  @Field(() => String) readonly name: string;
  @Field(() => Shown) readonly state: string;
  @Field(() => Int, { nullable: true }) readonly percentPositive: number | null;
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
  @Field(() => DateTime) readonly publishedAt: string;
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
  @Field(() => ID) readonly surveyId: string;
  @Field(() => ID) readonly instrumentId: string;
  @Field(() => ID) readonly departmentId: string;
  @Field(() => ID, { nullable: true, description: 'Null: about IT as a whole.' }) readonly teamId: string | null;
  @Field(() => DateTime) readonly from: string;
  @Field(() => DateTime) readonly until: string;
  @Field(() => SurveyState) readonly state: string;
  @Field(() => Publication) readonly publication: string;
  @Field(() => DateTime) readonly openedAt: string;
  @Field(() => DateTime, { nullable: true }) readonly closedAt: string | null;
  @Field(() => Int) readonly eligible: number;
  @Field(() => Int) readonly invited: number;
  @Field(() => Int, { nullable: true, description: 'Null unless published.' }) readonly respondents: number | null;
  @Field(() => Float, { nullable: true, description: 'respondents / eligible; null unless published.' })
  readonly responseRate: number | null;
}

@ObjectType({ description: 'A question of a questionnaire.' })
export class InstrumentItem {
  @Field(() => ID) readonly itemId: string;
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
  @Field(() => ID) readonly compositeId: string;
  @Field(() => String) readonly name: string;
  @Field(() => [ID]) readonly itemIds: readonly string[];
}

@ObjectType({ description: 'A questionnaire that surveys use. It never changes.' })
export class Instrument {
  @Field(() => ID) readonly instrumentId: string;
  @Field(() => String) readonly name: string;
  @Field(() => String, { description: 'On which terms it may be used.' }) readonly licence: string;
  @Field(() => DateTime) readonly registeredAt: string;
  @Field(() => [InstrumentItem]) readonly items: readonly InstrumentItem[];
  @Field(() => [InstrumentComposite]) readonly composites: readonly InstrumentComposite[];
}
