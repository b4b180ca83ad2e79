import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { dayOf, endOfDay } from '../../../projections/kit/day.js';
import { observed, type RelationshipDocument } from '../../../projections/relationship/document.js';
import { dayKey, type DayDocument, type MonthDocument, type PairDocument } from '../../../projections/trials/documents.js';
import { flawed } from '../../domain/kernel/errors.js';
import type { Policy } from '../../measures/policy.js';
import { scoreChange, type ScoreChange } from '../../measures/score-change.js';
import { DatedSettings } from '../dated-settings.js';
import type { Identities } from '../identity/identities.js';
import { AsyncMemo, memoize } from '../memoize.js';
import { readAll } from '../paging/paginate.js';
import { relationshipsAt, type JoinedRelationship } from '../relationship/joined-relationship.js';
import type { ViewReader } from '../view-reader.js';
import { WholeView } from '../whole-view.js';
import { DayVerdicts, VerdictsOfDay } from './day-verdicts.js';
import { adoptedPolicies, choosePolicy, type AdoptedPolicy, type PolicyChoice } from './policies.js';
import { ScoreBasis } from './score-basis.js';
import { matrixRow, ScoreMatrix, type MatrixRow } from './score-matrix.js';
import { OrganisationTallies } from './tallies.js';

/** The number of cached days. For days that are not over, all their trials are cached. */
const CACHED_DAYS = 32;

/** The inputs of scores, computed once for each state of the views and each moment. */
@Injectable()
export class Scores {
  private readonly adopted = new AsyncMemo<readonly AdoptedPolicy[]>(4);
  private readonly organisation = new WholeView<MonthDocument, OrganisationTallies>({
    view: 'trials',
    isCommon: true,
    read: (reader) => OrganisationTallies.read(reader),
    concerns: (key) => key.startsWith('month:'),
    renew: (tallies, keys, documents) => tallies.with(keys, documents),
  });
  /** Ten years of a large hospital take some tens of megabytes. */
  private readonly matrices = new Matrices();
  private readonly days = new LRUCache<number, WholeView<DayDocument, VerdictsOfDay>>({
    max: CACHED_DAYS,
    memoMethod: (day) => verdictsOf(day),
  });
  private readonly daysOver = new LRUCache<number, DayVerdicts>({ max: CACHED_DAYS, memoMethod: (day) => DayVerdicts.over(day) });
  /** The bases of a state, by the last correction that applies and by the smallest group. */
  private readonly basesOf = memoize(
    (_organisation: OrganisationTallies, _verdicts: DayVerdicts) => new Map<string, ScoreBasis>(),
  );

  constructor(private readonly settings: DatedSettings) {}

  /** The basis of all scores at this moment: the same object for all moments of a day between which no trial began to count. */
  async basis(reader: ViewReader, asOf: string): Promise<ScoreBasis> {
    const settings = await this.settings.of(reader);
    const { zone } = settings;
    const { smallestGroup } = settings.organisation(asOf);
    const day = dayOf(asOf, zone);
    const [organisation, verdicts] = await Promise.all([
      this.organisation.of(reader),
      asOf === endOfDay(day, zone)
        ? this.daysOver.memo(day)
        : this.days
            .memo(day)
            .of(reader)
            .then((ofDay) => ofDay.upTo(asOf)),
    ]);
    const bases = this.basesOf(organisation, verdicts);
    const correctedUpTo = organisation.lastCorrectionBy(asOf);
    const key = `${correctedUpTo} ${smallestGroup}`;
    let basis = bases.get(key);
    if (!basis) bases.set(key, (basis = new ScoreBasis(organisation, verdicts, correctedUpTo, asOf, smallestGroup)));
    return basis;
  }

  /** The policy to score under at this moment. @throws RapportError NOT_FOUND, INVALID_INPUT as in `choosePolicy` */
  async policy(reader: ViewReader, asOf: string, choice: PolicyChoice = {}): Promise<Policy> {
    return choosePolicy(await this.adopted.of(await reader.mark('policies'), () => adoptedPolicies(reader)), asOf, choice);
  }

  /** The tallies of all relationships, ready to be scored. */
  matrix(reader: ViewReader): Promise<ScoreMatrix> {
    return this.matrices.of(reader);
  }
}

/** Caches the whole day, because every request of today asks about a different moment of it. */
const verdictsOf = (day: number) =>
  new WholeView<DayDocument, VerdictsOfDay>({
    view: 'trials',
    isCommon: true,
    read: async (reader) => VerdictsOfDay.of(day, (await reader.get<DayDocument>('trials', [dayKey(day)])).get(dayKey(day))),
    concerns: (key) => key === dayKey(day),
    renew: (_, __, documents) => VerdictsOfDay.of(day, documents.get(dayKey(day))),
  });

/** All documents of a view, by relationship id. */
type All<D> = ReadonlyMap<string, D>;

/** The tallies of all relationships in memory, ordered by id. A row is rebuilt when one of its documents has changed. */
class Matrices {
  private readonly relationships = wholeOf<RelationshipDocument>('relationship', {}, '');
  private readonly pairs = wholeOf<PairDocument>('trials', { where: { kind: 'PAIR' } }, 'pair:');
  private readonly rowOf = memoize((relationship: RelationshipDocument, pair: PairDocument) => matrixRow(relationship, pair));
  private readonly bareRow = memoize((relationship: RelationshipDocument) => matrixRow(relationship, undefined));
  private readonly metRow = memoize((pair: PairDocument) => matrixRow(observed(pair.relationshipId), pair));
  private readonly matrixOf = memoize((relationships: All<RelationshipDocument>, pairs: All<PairDocument>) => {
    const rows = [...relationships.values()].map((relationship): MatrixRow => {
      const pair = pairs.get(relationship.relationshipId);
      return pair ? this.rowOf(relationship, pair) : this.bareRow(relationship);
    });
    for (const [id, pair] of pairs) if (!relationships.has(id)) rows.push(this.metRow(pair));
    return new ScoreMatrix(rows, { relationships, pairs });
  });

  async of(reader: ViewReader): Promise<ScoreMatrix> {
    return this.matrixOf(...(await Promise.all([this.relationships.of(reader), this.pairs.of(reader)])));
  }
}

const wholeOf = <D extends { readonly relationshipId: string }>(view: string, filter: object, prefix: string) =>
  new WholeView<D, All<D>>({
    view,
    read: async (reader) => {
      const all = new Map<string, D>();
      for await (const document of readAll<D>(reader, { view, filter })) all.set(document.relationshipId, document);
      return all;
    },
    concerns: (key) => key.startsWith(prefix),
    renew: (before, keys, documents) => {
      const all = new Map(before);
      for (const key of keys) all.delete(key.slice(prefix.length));
      for (const document of documents.values()) all.set(document.relationshipId, document);
      return all;
    },
  });

/** A score change, with the relationship that it belongs to. */
export type ExplainedChange = ScoreChange & { readonly relationship: JoinedRelationship };

/**
 * Question 6: why a score moved between two moments. One policy scores both sides, by default the one in force at the later
 * moment. Both sides use the mergers of the later moment too: a merger is not a change of how well the two work together.
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
    identities: Identities,
  ): Promise<ExplainedChange | null> {
    if (from >= to) {
      throw flawed('to', {
        what: 'is not after `from`',
        remedy: 'Swap the two moments.',
        reason: { code: 'NOT_AFTER', parameters: { moment: from } },
      });
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
