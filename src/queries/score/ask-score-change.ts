import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { RelationshipDocument } from '../../../projections/relationship/document.js';
import { RapportError } from '../../domain/kernel/errors.js';
import { scoreChange, type ScoreChange } from '../../measures/score/score-change.js';
import { AskedOf } from '../asked-of.js';
import type { ViewReader } from '../view-reader.js';
import type { PolicyChoice } from './policy-choice.js';
import { Scores } from './scores.js';

/** Question 6: why a score moved between two moments. One policy scores both sides: by default the one in force at the later. */
export class AskScoreChange extends AskedOf<ScoreChange | null> {
  constructor(
    reader: ViewReader,
    readonly relationshipId: string,
    readonly from: string,
    readonly to: string,
    readonly policy: PolicyChoice,
  ) {
    super(reader);
  }
}

@QueryHandler(AskScoreChange)
export class AskScoreChangeHandler implements IQueryHandler<AskScoreChange> {
  constructor(private readonly scores: Scores) {}

  /** Null when the two never met. @throws RapportError INVALID_INPUT unless `from` is before `to` */
  async execute({ reader, relationshipId, from, to, policy: choice }: AskScoreChange): Promise<ScoreChange | null> {
    if (from >= to) {
      throw new RapportError('INVALID_INPUT', '`from` must be before `to`.', { field: 'from', remedy: 'Swap the two moments.' });
    }
    const [documents, before, after, policy] = await Promise.all([
      reader.get<RelationshipDocument>('relationship', [relationshipId]),
      this.scores.basis(reader, from),
      this.scores.basis(reader, to),
      this.scores.policy(reader, to, choice),
    ]);
    const relationship = documents.get(relationshipId);
    return relationship ? scoreChange(before.index(relationship, policy), after.index(relationship, policy)) : null;
  }
}
