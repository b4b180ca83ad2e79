import { graphql } from '../../api/graphql.js';
import { PairScoreFields, PairsOf } from '../../parts/pair-scores.js';
import { Section } from '../../parts/words.js';
import { useMoment } from '../../shell/moment.js';
import { Paged } from '../../shell/paged.js';
import { useTexts } from '../../shell/texts.js';

const PairsQuery = graphql(
  `
    query PairsOfDepartment($id: ID!, $asOf: DateTime, $knownAt: DateTime, $first: Int!, $after: String) {
      relationships(
        filter: { departmentId: $id }
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
/** The relationships of a department with the teams, those that need attention first. */
export function Relationships({ departmentId: id }: { departmentId: string }) {
  const { relationship, overview } = useTexts();
  const moment = useMoment();
  return (
    <Section id="relationships" heading={relationship.all} why={overview.attentionWhy} needs="Query relationships">
      <Paged query={PairsQuery} variables={{ id, ...moment }} listOf={({ relationships }) => relationships} page={50}>
        {(list) => <PairsOf list={list} other="team" />}
      </Paged>
    </Section>
  );
}
