import { useQuery } from '@urql/preact';
import { lazy } from 'preact-iso';
import { useMemo } from 'preact/hooks';
import { graphql, type ResultOf } from '../../api/graphql.js';
import { namesOf, type Pair, PairScoreFields, PairScores } from '../../parts/pair-scores.js';
import { Section } from '../../parts/words.js';
import { Asked, Failure } from '../../shell/asked.js';
import { useMay } from '../../shell/may.js';
import { useMoment } from '../../shell/moment.js';
import { useTexts } from '../../shell/texts.js';
import { Matrix } from './matrix.js';
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
            ...PairScoreFields
          }
        }
      }
      teams(asOf: $asOf, knownAt: $knownAt, first: 1) {
        totalCount
      }
      departments(asOf: $asOf, knownAt: $knownAt, first: 1) {
        totalCount
      }
    }
  `,
  [PairScoreFields],
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
  relationships.totalCount + teams.totalCount + departments.totalCount === 0;

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

const nameOf = (pair: Pair): string => {
  const { team, department } = namesOf(pair);
  return `${team} · ${department}`;
};

function AllPairs({ first }: { first: Answer }) {
  const texts = useTexts();
  const { relationships } = first;
  const after = relationships.pageInfo.hasNextPage ? relationships.pageInfo.endCursor : null;
  const rows = useMemo(() => relationships.edges.map(({ node }) => node), [relationships]);
  const urgent = useMemo(
    () => ({ rows: rows.slice(0, SHOWN), total: relationships.totalCount }),
    [rows, relationships.totalCount],
  );
  return (
    <>
      <Section id="attention" heading={texts.overview.attention} why={texts.overview.attentionWhy}>
        <PairScores caption={texts.overview.attention} heading={texts.overview.relationship} nameOf={nameOf} list={urgent} />
      </Section>
      <Following rows={rows} after={after} />
    </>
  );
}

/**
 * Loads the remaining pages of pairs, and shows the matrix once the last page has arrived: a matrix drawn in parts would move while it
 * is read.
 */
function Following({ rows, after }: { rows: readonly Pair[]; after: string | null }) {
  const { loading } = useTexts();
  const moment = useMoment();
  const [{ data, error }] = useQuery({ query: Standing, variables: { ...moment, after }, pause: after === null });
  if (after === null) return <Matrix rows={rows} />;
  if (error) return <Failure error={error} />;
  if (!data) return <p aria-busy="true">{loading}</p>;
  const { edges, pageInfo } = data.relationships;
  const next = pageInfo.hasNextPage && pageInfo.endCursor !== after ? pageInfo.endCursor : null;
  return <Following rows={[...rows, ...edges.map(({ node }) => node)]} after={next} />;
}
