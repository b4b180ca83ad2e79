import { graphql, type ResultOf } from '../api/graphql.js';
import { ScoreBar } from '../parts/score.js';
import { Asked } from '../shell/asked.js';
import { useLink, useMoment } from '../shell/moment.js';
import { useTexts } from '../shell/texts.js';

const Overview = graphql(`
  query Overview($asOf: DateTime) {
    relationships(asOf: $asOf, orderBy: LOWER_BOUND, first: 100) {
      totalCount
      edges {
        node {
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
      }
    }
    silenceList(asOf: $asOf, first: 10) {
      totalCount
      edges {
        node {
          ticketId
          dueAt
          team {
            name
          }
          department {
            name
          }
        }
      }
    }
  }
`);

type Row = ResultOf<typeof Overview>['relationships']['edges'][number]['node'];

/** The first page: where to look first, and how it stands everywhere. */
export function OverviewPage() {
  const texts = useTexts();
  const moment = useMoment();
  return (
    <>
      <h1>{texts.overview.heading}</h1>
      <Asked query={Overview} variables={moment.asOf ? { asOf: moment.asOf } : {}}>
        {({ relationships }) => <Attention rows={relationships.edges.map(({ node }) => node)} />}
      </Asked>
    </>
  );
}

function Attention({ rows }: { rows: readonly Row[] }) {
  const texts = useTexts();
  const link = useLink();
  return (
    <section aria-labelledby="attention">
      <h2 id="attention">{texts.overview.attention}</h2>
      <p>{texts.overview.attentionWhy}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{texts.overview.team}</th>
            <th scope="col">{texts.overview.department}</th>
            <th scope="col">{texts.overview.score}</th>
            <th scope="col">{texts.overview.weakest}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ relationshipId, teamId, departmentId, team, department, score }) => (
            <tr key={relationshipId}>
              <th scope="row">
                <a href={link(`/relationships/${teamId}/${departmentId}`)}>{team?.name ?? teamId}</a>
              </th>
              <td>{department?.name ?? departmentId}</td>
              <td>
                <ScoreBar score={score} />
              </td>
              <td>{score.weakest && texts.components[score.weakest]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
