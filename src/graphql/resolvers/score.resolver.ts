import { Args, Context, Parent, ResolveField } from '@nestjs/graphql';
import { componentEvidence } from '../../queries/score/component-evidence.js';
import { DatedSettings } from '../../queries/dated-settings.js';
import { NOTHING_COUNTED } from '../../queries/relationship/joined-relationship.js';
import { Scores } from '../../queries/score/scores.js';
import { optionalInstant } from '../args/optional-instant.js';
import { NestedPageArgs } from '../args/page-args.js';
import { policyChoice } from '../args/policy-choice.js';
import { ScoreArgs } from '../args/query-args.js';
import type { RequestContext } from '../request-context.js';
import { basisOf } from '../basis-of.js';
import type { RelationshipNode } from '../relationship-node.js';
import { type ScoreComponentNode, toScore } from '../score-node.js';
import { Trials } from '../types/connections.js';
import { Relationship } from '../types/relationship.js';
import { RelationshipScore } from '../types/relationship-score.js';
import { ScoreComponent } from '../types/score-component.js';
import { Answers } from './answers.js';

@Answers(() => Relationship)
export class ScoreResolver {
  constructor(private readonly scores: Scores) {}

  @ResolveField(() => RelationshipScore, {
    description: 'How well they get on at a moment, under a policy: by default those that the relationship was asked for with.',
  })
  async score(@Parent() relationship: RelationshipNode, @Args() args: ScoreArgs, @Context() context: RequestContext) {
    const { moment } = relationship;
    const asOf = optionalInstant(args.asOf, 'asOf') ?? relationship.asOf ?? context.now;
    const choice = policyChoice(args.policy) ?? relationship.policy ?? {};
    const [read, basis, policy] = await Promise.all([
      asOf === (relationship.asOf ?? context.now) ? relationship : readAt(relationship, asOf),
      basisOf(this.scores, moment, asOf),
      moment.once('policy', `${asOf} ${JSON.stringify(choice)}`, () => this.scores.policy(moment.reader, asOf, choice)),
    ]);
    return toScore(read, basis.index(read, policy), asOf, moment);
  }
}

/** The relationship as it is read at another moment than it was asked for: it may have become one with others in between. */
/** Two who never met. */
const nobodyMet = (relationshipId: string) => ({ relationshipId, mergedFrom: [], ...NOTHING_COUNTED });

async function readAt({ moment, relationshipId }: RelationshipNode, asOf: string) {
  const read = await moment.load('Relationship', relationshipId, asOf);
  return read ?? nobodyMet(relationshipId);
}

@Answers(() => ScoreComponent)
export class EvidenceResolver {
  constructor(private readonly settings: DatedSettings) {}

  @ResolveField(() => Trials.type, {
    description: 'The trials behind the number, the latest verdict first: `totalCount` is `trials`.',
  })
  evidence(@Parent() { moment, relationshipIds, name, asOf }: ScoreComponentNode, @Args() page: NestedPageArgs) {
    return componentEvidence(moment.reader, this.settings, { relationshipIds, component: name, asOf }, page);
  }
}
