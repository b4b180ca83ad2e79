import { gql, type TypedDocumentNode } from '@urql/core';
import { useQuery } from '@urql/preact';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { graphql, type ResultOf } from '../api/graphql.js';
import { Failure } from '../shell/asked.js';
import { useMay } from '../shell/may.js';
import { useMoment } from '../shell/moment.js';
import type { Listed } from '../shell/paged.js';
import { useTexts } from '../shell/texts.js';
import { ScoreBar, ScoreFields, type ScoreFigures } from './score.js';
import { type Column, Table } from './table.js';
import { useMoments } from './time.js';
import { Linked, useCode } from './words.js';

export const PairScoreFields = graphql(
  `
    fragment PairScoreFields on Relationship @_unmask {
      relationshipId
      teamId
      departmentId
      team {
        name
      }
      department {
        name
      }
      score {
        ...ScoreFields
        weakest
      }
    }
  `,
  [ScoreFields],
);
/** A relationship with its score at the moment shown, and the names of both sides. */
export type Pair = ResultOf<typeof PairScoreFields>;
export const pathOfPair = ({ teamId, departmentId }: Pick<Pair, 'teamId' | 'departmentId'>): string =>
  `/relationships/${encodeURIComponent(teamId)}/${encodeURIComponent(departmentId)}`;

/** The names of both sides; the id of a side that is not registered. */
export const namesOf = ({ team, department, teamId, departmentId }: Pair) => ({
  team: team?.name ?? teamId,
  department: department?.name ?? departmentId,
});

const QUARTER = 90 * 86_400_000;
/** The day to compare the present with: the day shown, otherwise ninety days ago. */
export function useThen(): string {
  const { asOf } = useMoment();
  return useMemo(() => asOf ?? new Date(Date.now() - QUARTER).toISOString(), [asOf]);
}

interface Change {
  readonly verdict: string;
  readonly observedChange: number | null;
  readonly from: ScoreFigures;
  readonly to: ScoreFigures;
}
/**
 * Maximum number of compared rows, since each comparison computes two scores. For rows further down, the relationship's page shows the
 * comparison.
 */
const COMPARED = 25;

interface PairScoresProps {
  readonly caption: string;
  /** Heading of the name column: the other side, or both sides. */
  readonly heading: string;
  readonly nameOf: (row: Pair) => string;
  readonly list: Listed<Pair>;
}

/** Relationships with their scores then and now, and whether the change is more than chance. */
export function PairScores({ caption, heading, nameOf, list }: PairScoresProps) {
  const { rows } = list;
  const texts = useTexts();
  const code = useCode();
  const day = useMoments(false);
  const { asOf, knownAt } = useMoment();
  const then = useThen();
  const compared = useMay()('Query scoreChange') && rows.length > 0;
  const question = useMemo(() => changesOf(rows.slice(0, COMPARED), then, knownAt), [rows, then, knownAt]);
  const [{ data, error, fetching }] = useQuery({ query: question, variables: {}, pause: !compared });
  const changes = new Map(rows.map((row, place) => [row.relationshipId, data?.[`c${place}`] ?? undefined]));
  const changeOf = ({ relationshipId }: Pair) => changes.get(relationshipId);
  const late = new Set(rows.slice(COMPARED));
  const judged = (row: Pair): string => {
    if (late.has(row)) return texts.change.onItsPage;
    const change = changeOf(row);
    if (change?.verdict !== 'MORE_THAN_CHANCE') return code(change?.verdict);
    return (change.observedChange ?? 0) > 0 ? texts.change.better : texts.change.worse;
  };
  const once = (row: Pair, shown: (change: Change) => ComponentChildren) => {
    const change = changeOf(row);
    if (change) return shown(change);
    if (late.has(row)) return texts.change.onItsPage;
    return fetching ? <span aria-busy="true">…</span> : '–';
  };
  const bar = (name: string, source: 'shown' | 'asked', side: 'from' | 'to'): Column<Pair> => ({
    heading: name,
    cell: (row) =>
      source === 'shown' ? <ScoreBar score={row.score} /> : once(row, (change) => <ScoreBar score={change[side]} />),
    text: (row) => (source === 'shown' ? row.score : changeOf(row)?.[side])?.value,
  });
  return (
    <>
      {error && <Failure error={error} />}
      <Table
        {...list}
        caption={caption}
        keyOf={({ relationshipId }) => relationshipId}
        stacked
        columns={[
          { heading, cell: (row) => <Linked to={pathOfPair(row)}>{nameOf(row)}</Linked>, text: nameOf },
          ...(compared
            ? [
                bar(day(then), asOf ? 'shown' : 'asked', 'from'),
                bar(texts.change.now, asOf ? 'asked' : 'shown', 'to'),
                { heading: texts.change.judged, cell: (row: Pair) => once(row, () => judged(row)), text: judged },
              ]
            : [bar(texts.overview.score, 'shown', 'to')]),
          { heading: texts.overview.weakest, cell: ({ score }) => code(score.weakest) },
        ]}
      />
    </>
  );
}

/** A query for the scores of several relationships then and now, in one request. Aliases `c0`, `c1`, … follow the order of the pairs. */
function changesOf(
  pairs: readonly Pair[],
  from: string,
  knownAt: string | undefined,
): TypedDocumentNode<Readonly<Record<string, Change | null>>, object> {
  const side = '{ state value low high coverage }';
  const fields = pairs.map(({ teamId, departmentId }, place) => {
    const given = Object.entries({ teamId, departmentId, from, knownAt })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
    return `c${place}: scoreChange(${given.join(', ')}) { verdict observedChange from ${side} to ${side} }`;
  });
  return gql(`query ScoresThenAndNow { ${fields.length > 0 ? fields.join('\n') : '__typename'} }`);
}
