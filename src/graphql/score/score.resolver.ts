import { Args, Context, Float, Parent } from '@nestjs/graphql';
import { seesRatingsOf } from '../../access/single-answers.js';
import type { Interval } from '../../measures/proportions.js';
import { componentInterval, type ScoredComponent } from '../../measures/score.js';
import { memoize } from '../../queries/memoize.js';
import { mapPage } from '../../queries/paging/page.js';
import { componentEvidence } from '../../queries/score/component-evidence.js';
import { DatedSettings } from '../../queries/dated-settings.js';
import { NOTHING_COUNTED, pairOf } from '../../queries/relationship/joined-relationship.js';
import { Scores } from '../../queries/score/scores.js';
import { NestedPageArgs } from '../kit/args.js';
import { Shown } from '../kit/enums.js';
import { policyChoice, ScoreArgs } from './score.args.js';
import type { RequestContext } from '../request-context.js';
import { basisOf, type ScoreComponentNode, toScore } from './score-node.js';
import { type RelationshipNode, Relationship } from '../relationship/relationship.types.js';
import { Trials } from '../kit/connections.js';
import { RelationshipScore, ScoreComponent } from './score.types.js';
import { Answers, ResolveField } from '../kit/answers.js';

@Answers(() => Relationship)
export class ScoreResolver {
  constructor(private readonly scores: Scores) {}

  @ResolveField(() => RelationshipScore, {
    description: 'The score at a moment, under a policy: by default those of the relationship’s query.',
  })
  async score(@Parent() relationship: RelationshipNode, @Args() args: ScoreArgs, @Context() context: RequestContext) {
    const { moment } = relationship;
    const own = relationship.asOf ?? context.asOf(moment);
    const asOf = context.asked(args.asOf) ?? own;
    const choice = policyChoice(args.policy) ?? relationship.policy ?? {};
    const [read, basis, policy] = await Promise.all([
      asOf === own ? relationship : readAt(relationship, asOf),
      basisOf(this.scores, moment, asOf),
      moment.memoise('policy', `${asOf} ${JSON.stringify(choice)}`, () => this.scores.policy(moment.reader, asOf, choice)),
    ]);
    return toScore(read, basis.index(read, policy), asOf, moment);
  }
}

/** The record of a pair that never met. */
const nobodyMet = (relationshipId: string) => ({ relationshipId, mergedFrom: [], ...NOTHING_COUNTED });

/** The relationship at another moment than its node's: it may have been merged with others in between. */
async function readAt({ moment, relationshipId }: RelationshipNode, asOf: string) {
  const read = await moment.load('Relationship', relationshipId, asOf);
  return read ?? nobodyMet(relationshipId);
}

const intervalOf = memoize((scored: ScoredComponent): Partial<Interval> => componentInterval(scored) ?? {});
const isShown = ({ scored }: ScoreComponentNode) => scored.state === 'SHOWN';

async function isEvidenceVisible(node: ScoreComponentNode, context: RequestContext): Promise<boolean> {
  if (node.name !== 'treatment' || !isShown(node)) return isShown(node);
  const ratings = await context.ratings(node.moment);
  return node.relationshipIds.every((id) => seesRatingsOf(ratings, pairOf(id).teamId));
}

@Answers(() => ScoreComponent)
export class ScoreComponentResolver {
  constructor(private readonly settings: DatedSettings) {}

  @ResolveField(() => Float, {
    nullable: true,
    description: 'Lower end of the posterior’s 95 % interval around `value`.',
  })
  low(node: ScoreComponentNode) {
    return isShown(node) ? (intervalOf(node.scored).low ?? null) : null;
  }

  @ResolveField(() => Float, {
    nullable: true,
    description: 'Upper end of the posterior’s 95 % interval around `value`.',
  })
  high(node: ScoreComponentNode) {
    return isShown(node) ? (intervalOf(node.scored).high ?? null) : null;
  }

  @ResolveField(() => Shown, {
    description:
      'SUPPRESSED: no single trial is shown. Those of TREATMENT, each a person’s rating, are shown to the people who served the contact.',
  })
  async evidenceState(@Parent() node: ScoreComponentNode, @Context() context: RequestContext) {
    return (await isEvidenceVisible(node, context)) ? 'SHOWN' : 'SUPPRESSED';
  }

  @ResolveField(() => Trials.type, {
    nullable: true,
    description:
      'The trials behind the number, the latest first: `totalCount` is `trials`. Null if `evidenceState` is SUPPRESSED.',
  })
  async evidence(@Parent() node: ScoreComponentNode, @Args() page: NestedPageArgs, @Context() context: RequestContext) {
    const { moment, relationshipIds, name: component, asOf } = node;
    if (!(await isEvidenceVisible(node, context))) return null;
    if (component === 'treatment') {
      const seen = relationshipIds.map((id) => ({ subject: `relationship-${id}`, thing: 'ratings' }));
      await context.texts.record(seen, 'ScoreComponent');
    }
    const question = { relationshipIds, component, asOf };
    return mapPage(await componentEvidence(moment.reader, this.settings, question, page), (trial) => ({ ...trial, moment }));
  }
}
