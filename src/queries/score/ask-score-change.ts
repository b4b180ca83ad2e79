import { Injectable } from '@nestjs/common';
import { RapportError } from '../../domain/kernel/errors.js';
import { scoreChange, type ScoreChange } from '../../measures/score-change.js';
import type { ViewReader } from '../view-reader.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import { type JoinedRelationship, relationshipsAt } from '../relationship/joined-relationship.js';
import type { PolicyChoice } from './policy-choice.js';
import { Scores } from './scores.js';

/** A change, and the relationship whose change it is. */
export type ExplainedChange = ScoreChange & { readonly relationship: JoinedRelationship };

/**
 * Question 6: why a score moved between two moments. One policy scores both sides: by default the one in force at the later. And both sides
 * are of the same departments and teams, those that are one at the later: that two become one is no change of how they get on.
 */
@Injectable()
export class AskScoreChange {
  constructor(private readonly scores: Scores) {}

  /** Null when the two never met. @throws RapportError INVALID_INPUT unless `from` is before `to` */
  async execute(
    reader: ViewReader,
    relationshipId: string,
    from: string,
    to: string,
    choice: PolicyChoice,
    identities: Identities = PLAIN,
  ): Promise<ExplainedChange | null> {
    if (from >= to) {
      throw new RapportError('INVALID_INPUT', '`from` must be before `to`.', { field: 'from', remedy: 'Swap the two moments.' });
    }
    const [relationships, before, after, policy] = await Promise.all([
      relationshipsAt(reader, identities, [relationshipId]),
      this.scores.basis(reader, from),
      this.scores.basis(reader, to),
      this.scores.policy(reader, to, choice),
    ]);
    const relationship = relationships.get(relationshipId);
    if (!relationship) return null;
    return { ...scoreChange(before.side(relationship, policy), after.side(relationship, policy)), relationship };
  }
}
