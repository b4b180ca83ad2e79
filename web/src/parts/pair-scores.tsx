import { graphql, type ResultOf } from '../api/graphql.js';
import { useTexts } from '../shell/texts.js';
import { ScoreBar } from './score.js';
import { Table } from './table.js';
import { Linked, useCode } from './words.js';

export const PairScoreFields = graphql(`
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
      state
      value
      low
      high
      coverage
      weakest
    }
  }
`);
type PairScore = ResultOf<typeof PairScoreFields>;

/** The relationships of a team or of a department, each named by its other side. */
export function PairScores({ rows, other }: { rows: readonly PairScore[]; other: 'team' | 'department' }) {
  const texts = useTexts();
  const code = useCode();
  const nameOf = ({ team, department, teamId, departmentId }: PairScore) =>
    other === 'team' ? (team?.name ?? teamId) : (department?.name ?? departmentId);
  return (
    <Table
      caption={texts.relationship.all}
      rows={rows}
      keyOf={({ relationshipId }) => relationshipId}
      columns={[
        {
          heading: texts.overview[other],
          cell: (row) => (
            <Linked to={`/relationships/${encodeURIComponent(row.teamId)}/${encodeURIComponent(row.departmentId)}`}>
              {nameOf(row)}
            </Linked>
          ),
          text: nameOf,
        },
        { heading: texts.overview.score, cell: ({ score }) => <ScoreBar score={score} />, text: ({ score }) => score.value },
        { heading: texts.overview.weakest, cell: ({ score }) => code(score.weakest) },
      ]}
    />
  );
}
