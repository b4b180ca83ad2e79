import { useQuery } from '@urql/preact';
import { lazy } from 'preact-iso';
import { useMemo } from 'preact/hooks';
import { graphql, type ResultOf } from '../../api/graphql.js';
import { type Pair as Row, PairFields, PairScores } from '../../parts/pair-scores.js';
import { Section } from '../../parts/words.js';
import { Asked, Failure } from '../../shell/asked.js';
import { useMay } from '../../shell/may.js';
import { useMoment } from '../../shell/moment.js';
import { useTexts } from '../../shell/texts.js';
import { Matrix, type Names } from './matrix.js';
import { NowLists } from './now.js';

// Loaded lazily: the first steps while nothing is recorded; the open tickets for users who may not see relationships.
const FirstSteps = lazy(() => import('../start.js').then((page) => page.FirstSteps));
const OpenTickets = lazy(() => import('./open-tickets.js').then((part) => part.OpenTickets));

// One answer of the API contains 500 relationships at most; a larger hospital is loaded page by page.
const Standing = graphql(
  `
    query Standing($asOf: DateTime, $knownAt: DateTime, $after: String) {
      relationships(asOf: $asOf, knownAt: $knownAt, orderBy: ATTENTION, first: 500, after: $after) {
        totalCount
        pageInfo {
          endCursor
          hasNextPage
        }
        edges {
          node {
            ...PairFields
          }
        }
      }
      teams(asOf: $asOf, knownAt: $knownAt, first: 500) {
        edges {
          node {
            teamId
            name
          }
        }
      }
      departments(asOf: $asOf, knownAt: $knownAt, first: 500) {
        edges {
          node {
            departmentId
            name
          }
        }
      }
    }
  `,
  [PairFields],
);
const SomethingHappened = graphql(`
  subscription SomethingHappened {
    events {
      position
    }
  }
`);

type Answer = ResultOf<typeof Standing>;
/** Number of rows in the attention list; the matrix contains all pairs. */
const SHOWN = 10;

/** The start page: what needs attention, and the state of all relationships. */
export function OverviewPage() {
  const texts = useTexts();
  const moment = useMoment();
  const may = useMay();
  const seesPairs = may('Query relationships');
  const live =
    moment.asOf || moment.knownAt || !may('Subscription events')
      ? undefined
      : { query: SomethingHappened, variables: {}, every: 10_000 };
  const day = useMemo(() => (moment.asOf ? Date.parse(moment.asOf) : Date.now()), [moment.asOf]);
  return (
    <>
      <h1>{seesPairs ? texts.overview.heading : texts.overview.ownHeading}</h1>
      {seesPairs ? (
        <Asked query={Standing} variables={moment} live={live}>
          {(first) => (isEmpty(first) ? <NothingYet /> : <AllPairs first={first} />)}
        </Asked>
      ) : (
        <OpenTickets />
      )}
      <NowLists day={day} live={live} />
    </>
  );
}

const isEmpty = ({ relationships, teams, departments }: Answer): boolean =>
  relationships.totalCount === 0 && teams.edges.length === 0 && departments.edges.length === 0;

function NothingYet() {
  const { overview } = useTexts();
  const { asOf, knownAt } = useMoment();
  if (asOf || knownAt) return <p class="lead">{overview.emptyThen}</p>;
  return (
    <>
      <p class="lead">{overview.empty}</p>
      <FirstSteps />
    </>
  );
}

function AllPairs({ first }: { first: Answer }) {
  const texts = useTexts();
  const { relationships } = first;
  const after = relationships.pageInfo.hasNextPage ? relationships.pageInfo.endCursor : null;
  const names = useMemo(
    () => ({
      team: new Map(first.teams.edges.map(({ node }) => [node.teamId, node.name])),
      department: new Map(first.departments.edges.map(({ node }) => [node.departmentId, node.name ?? node.departmentId])),
    }),
    [first],
  );
  const rows = useMemo(() => relationships.edges.map(({ node }) => node), [relationships]);
  const urgent = useMemo(() => rows.slice(0, SHOWN), [rows]);
  const nameOf = ({ teamId, departmentId }: Row) =>
    `${names.team.get(teamId) ?? teamId} · ${names.department.get(departmentId) ?? departmentId}`;
  return (
    <>
      <Section id="attention" heading={texts.overview.attention} why={texts.overview.attentionWhy}>
        <PairScores
          caption={texts.overview.attention}
          heading={texts.overview.relationship}
          nameOf={nameOf}
          rows={urgent}
          total={relationships.totalCount}
        />
      </Section>
      <Following rows={rows} after={after} names={names} />
    </>
  );
}

/**
 * Loads the remaining pages of pairs, and shows the matrix once the last page has arrived: a matrix drawn in parts would move while it
 * is read.
 */
function Following({ rows, after, names }: { rows: readonly Row[]; after: string | null; names: Names }) {
  const { loading } = useTexts();
  const moment = useMoment();
  const [{ data, error }] = useQuery({ query: Standing, variables: { ...moment, after }, pause: after === null });
  if (after === null) return <Matrix rows={rows} names={names} />;
  if (error) return <Failure error={error} />;
  if (!data) return <p aria-busy="true">{loading}</p>;
  const { edges, pageInfo } = data.relationships;
  const next = pageInfo.hasNextPage && pageInfo.endCursor !== after ? pageInfo.endCursor : null;
  return <Following rows={[...rows, ...edges.map(({ node }) => node)]} after={next} names={names} />;
}
