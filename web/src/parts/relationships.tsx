import { graphql } from '../api/graphql.js';
import { useMoment } from '../shell/moment.js';
import { Paged } from '../shell/paged.js';
import { useTexts } from '../shell/texts.js';
import { namesOf, PairScoreFields, PairScores } from './pair-scores.js';
import { Section } from './words.js';

// A query of its own, because not every role may run it.
const PairsQuery = graphql(
  `
    query PairsOfSide($teamId: ID, $departmentId: ID, $asOf: DateTime, $knownAt: DateTime, $first: Int!, $after: String) {
      relationships(
        filter: { teamId: $teamId, departmentId: $departmentId }
        orderBy: ATTENTION
        asOf: $asOf
        knownAt: $knownAt
        first: $first
        after: $after
      ) {
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
    }
  `,
  [PairScoreFields],
);

/** The relationships of a team or a department, each named by its other side, those that need attention first. */
export function Relationships({ of }: { of: { readonly teamId: string } | { readonly departmentId: string } }) {
  const { relationship, overview } = useTexts();
  const moment = useMoment();
  const other = 'teamId' in of ? 'department' : 'team';
  return (
    <Section id="relationships" heading={relationship.all} why={overview.attentionWhy} needs="Query relationships">
      <Paged query={PairsQuery} variables={{ ...of, ...moment }} listOf={({ relationships }) => relationships} page={50}>
        {(list) => (
          <PairScores caption={relationship.all} heading={overview[other]} nameOf={(pair) => namesOf(pair)[other]} list={list} />
        )}
      </Paged>
    </Section>
  );
}
