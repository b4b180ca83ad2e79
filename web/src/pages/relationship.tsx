import { useRoute } from 'preact-iso';
import { graphql } from '../api/graphql.js';
import { ScoreBar } from '../parts/score.js';
import { Asked } from '../shell/asked.js';
import { useMoment } from '../shell/moment.js';

const RelationshipQuery = graphql(`
  query Relationship($teamId: ID!, $departmentId: ID!, $asOf: DateTime) {
    relationship(teamId: $teamId, departmentId: $departmentId, asOf: $asOf) {
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
  }
`);

/** One relationship: how it stands, why, and what happened. */
export function RelationshipPage() {
  const { params } = useRoute();
  const moment = useMoment();
  const { teamId = '', departmentId = '' } = params;
  return (
    <Asked query={RelationshipQuery} variables={{ teamId, departmentId, ...moment }}>
      {({ relationship }) =>
        relationship && (
          <>
            <h1>
              {relationship.team?.name ?? teamId} · {relationship.department?.name ?? departmentId}
            </h1>
            <ScoreBar score={relationship.score} />
          </>
        )
      }
    </Asked>
  );
}
