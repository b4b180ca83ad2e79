import { Injectable } from '@nestjs/common';
import type { RelationshipDocument } from '../../../projections/relationship/document.js';
import { perComponent, type PerComponent } from '../../measures/score/components.js';
import { type DecayedSums, decayedSums, fading } from '../../measures/score/decayed-sums.js';
import type { Tally } from '../../measures/score/tally.js';
import { dayOf, lastDayOver } from '../days.js';
import { Kept } from '../kept.js';
import type { ViewReader } from '../view-reader.js';
import type { Policy } from '../../measures/score/policy.js';
import { adoptedPolicies } from './adopted-policies.js';
import { DayVerdicts, readVerdicts } from './day-verdicts.js';
import { organisationTallies } from './organisation-tallies.js';
import { type AdoptedPolicy, choosePolicy, type PolicyChoice } from './policy-choice.js';
import { readMatrix } from './read-matrix.js';
import { type OrganisationSums, ScoreBasis } from './score-basis.js';
import type { ScoreMatrix } from './score-matrix.js';

/** How many days and half-lives of one state of the organisation are kept: a chart asks for a hundred or so at once. */
const SUMS_KEPT = 512;
/** Each with the scores that were asked for of it. */
const BASES_KEPT = 32;
/** Once its day is over, no single verdict counts beside the day tallies. */
const DAY_OVER = { of: '', verdicts: [] };

/** What scores rest on, computed once for each state of the views and each moment. */
@Injectable()
export class Scores {
  private readonly bases = new Kept<ScoreBasis>(BASES_KEPT);
  private readonly organisations = new Kept<OrganisationSums>(2);
  private readonly days = new Kept<Awaited<ReturnType<typeof readVerdicts>>>(16);
  private readonly adopted = new Kept<readonly AdoptedPolicy[]>(4);
  /** Few: ten years of a large hospital take some tens of megabytes. */
  private readonly matrices = new Kept<ScoreMatrix>(2);

  private latest: { readonly mark: string; readonly matrix: ScoreMatrix } | undefined;

  /** What every score of this moment rests on: the same for all moments of a day between which no verdict fell. */
  async basis(reader: ViewReader, asOf: string): Promise<ScoreBasis> {
    const [day, lastDay] = [dayOf(asOf), lastDayOver(asOf)];
    const [mark, { of, verdicts }] = await Promise.all([
      reader.mark('organisation'),
      day === lastDay ? DAY_OVER : this.verdicts(reader, day),
    ]);
    const said = verdicts.findLastIndex(({ at }) => at <= asOf) + 1;
    return this.bases.of(`${mark} ${of} ${day} ${lastDay} ${said}`, async () => {
      const organisation = await this.organisations.of(mark, async () => summing(await organisationTallies(reader)));
      return new ScoreBasis(day, lastDay, organisation, new DayVerdicts(day, verdicts.slice(0, said)));
    });
  }

  /** The policy to score under at this moment. @throws RapportError NOT_FOUND, INVALID_INPUT as `choosePolicy` says */
  async policy(reader: ViewReader, asOf: string, choice: PolicyChoice = {}): Promise<Policy> {
    return choosePolicy(await this.adopted.of(await reader.mark('policies'), () => adoptedPolicies(reader)), asOf, choice);
  }

  /** All relationships' tallies, ready to be scored. */
  async matrix(reader: ViewReader): Promise<ScoreMatrix> {
    const mark = await reader.mark('relationship');
    return this.matrices.of(mark, () => this.upToDate(reader, mark));
  }

  /** The matrix of before with the relationships read again that have changed; all of them only where nobody can say which. */
  private async upToDate(reader: ViewReader, mark: string): Promise<ScoreMatrix> {
    if (!reader.changedSince) return readMatrix(reader);
    const { latest } = this;
    const changed = latest && (await reader.changedSince('relationship', latest.mark));
    const matrix = changed
      ? latest.matrix.with(await reader.get<RelationshipDocument>('relationship', changed))
      : await readMatrix(reader);
    this.latest = { mark, matrix };
    return matrix;
  }

  /** The whole day is kept, because every request of today asks about another moment of it. */
  private async verdicts(reader: ViewReader, day: number) {
    const of = await reader.mark('trials');
    const endOfDay = new Date((day + 1) * 86_400_000 - 1).toISOString();
    return { of, verdicts: await this.days.of(`${of} on ${day}`, () => readVerdicts(reader, endOfDay)) };
  }
}

function summing(tallies: PerComponent<readonly Tally[]>): OrganisationSums {
  const known = new Map<string, PerComponent<DecayedSums>>();
  return (lastDay, day, halfLifeDays) => {
    const key = `${lastDay} ${day} ${halfLifeDays}`;
    let sums = known.get(key);
    if (!sums) {
      sums = perComponent((component) =>
        decayedSums(
          tallies[component].filter(({ d }) => d <= lastDay),
          day,
          fading(halfLifeDays),
        ),
      );
      if (known.size >= SUMS_KEPT) known.clear();
      known.set(key, sums);
    }
    return sums;
  };
}
