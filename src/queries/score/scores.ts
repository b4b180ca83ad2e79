import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { OrganisationDocument } from '../../../projections/organisation/document.js';
import type { RelationshipDocument } from '../../../projections/relationship/document.js';
import type { TrialDocument } from '../../../projections/trials/document.js';
import type { Policy } from '../../measures/policy.js';
import { dayOf, lastDayOver } from '../days.js';
import { Kept } from '../kept.js';
import { onceFor } from '../once-for.js';
import type { ViewReader } from '../view-reader.js';
import { WholeView } from '../whole-view.js';
import { adoptedPolicies } from './adopted-policies.js';
import { DayVerdicts, VerdictsOfDay } from './day-verdicts.js';
import { OrganisationTallies } from './organisation-tallies.js';
import { type AdoptedPolicy, choosePolicy, type PolicyChoice } from './policy-choice.js';
import { readMatrix } from './read-matrix.js';
import { ScoreBasis } from './score-basis.js';
import type { ScoreMatrix } from './score-matrix.js';

/** Days asked about that are kept: of those that are not over, every verdict. */
const DAYS_KEPT = 32;

/** What scores rest on, computed once for each state of the views and each moment. */
@Injectable()
export class Scores {
  private readonly adopted = new Kept<readonly AdoptedPolicy[]>(4);
  private readonly organisation = new WholeView<OrganisationDocument, OrganisationTallies>({
    view: 'organisation',
    read: (reader) => OrganisationTallies.read(reader),
    renew: (tallies, keys, documents) => tallies.with(keys, documents),
  });
  /** Ten years of a large hospital take some tens of megabytes. */
  private readonly relationships = new WholeView<RelationshipDocument, ScoreMatrix>({
    view: 'relationship',
    read: readMatrix,
    renew: (matrix, keys, documents) => matrix.with(keys, documents),
  });
  private readonly days = new LRUCache<number, WholeView<TrialDocument, VerdictsOfDay>>({
    max: DAYS_KEPT,
    memoMethod: (day) => verdictsOf(day),
  });
  private readonly daysOver = new LRUCache<number, DayVerdicts>({ max: DAYS_KEPT, memoMethod: (day) => DayVerdicts.over(day) });
  /** With each the scores that were asked for. */
  private readonly basisOf = onceFor(
    (organisation: OrganisationTallies, verdicts: DayVerdicts) => new ScoreBasis(organisation, verdicts),
  );

  /** What every score of this moment rests on: the same for all moments of a day between which no verdict fell. */
  async basis(reader: ViewReader, asOf: string): Promise<ScoreBasis> {
    const day = dayOf(asOf);
    const [organisation, verdicts] = await Promise.all([
      this.organisation.of(reader),
      day === lastDayOver(asOf)
        ? this.daysOver.memo(day)
        : this.days
            .memo(day)
            .of(reader)
            .then((ofDay) => ofDay.upTo(asOf)),
    ]);
    return this.basisOf(organisation, verdicts);
  }

  /** The policy to score under at this moment. @throws RapportError NOT_FOUND, INVALID_INPUT as `choosePolicy` says */
  async policy(reader: ViewReader, asOf: string, choice: PolicyChoice = {}): Promise<Policy> {
    return choosePolicy(await this.adopted.of(await reader.mark('policies'), () => adoptedPolicies(reader)), asOf, choice);
  }

  /** All relationships' tallies, ready to be scored. */
  matrix(reader: ViewReader): Promise<ScoreMatrix> {
    return this.relationships.of(reader);
  }
}

/** The whole day, because every request of today asks about another moment of it. */
const verdictsOf = (day: number) =>
  new WholeView<TrialDocument, VerdictsOfDay>({
    view: 'trials',
    read: (reader) => VerdictsOfDay.read(reader, day),
    renew: (verdicts, keys, trials) => verdicts.with(keys, trials),
  });
