import { graphql } from '../../api/graphql.js';
import { Table } from '../../parts/table.js';
import { Time } from '../../parts/time.js';
import { Section, useCode } from '../../parts/words.js';
import { useMoment } from '../../shell/moment.js';
import { Paged } from '../../shell/paged.js';
import { useTexts } from '../../shell/texts.js';

const LoopQuery = graphql(`
  query FeedbackLoop($id: ID!, $knownAt: DateTime, $first: Int!, $after: String) {
    feedbackLoop(departmentId: $id, knownAt: $knownAt, first: $first, after: $after) {
      totalCount
      pageInfo {
        endCursor
        hasNextPage
      }
      edges {
        node {
          improvement {
            improvementId
            topic
            state
            proposedAt
            deliveredAt
          }
          toldBack {
            tellBackAt
          }
        }
      }
    }
  }
`);

/** The improvements proposed because of feedback, and what the department heard about them. */
export function Feedback({ departmentId: id }: { departmentId: string }) {
  const texts = useTexts();
  const code = useCode();
  const { knownAt } = useMoment();
  return (
    <Section id="loop" heading={texts.department.loop} why={texts.department.loopWhy} needs="Query feedbackLoop">
      <Paged query={LoopQuery} variables={{ id, ...(knownAt && { knownAt }) }} listOf={({ feedbackLoop }) => feedbackLoop}>
        {(list) => (
          <Table
            {...list}
            caption={texts.department.loop}
            empty={texts.empty.loop}
            keyOf={({ improvement }) => improvement.improvementId}
            columns={[
              { heading: texts.department.topic, cell: ({ improvement }) => improvement.topic },
              { heading: texts.promises.state, cell: ({ improvement }) => code(improvement.state) },
              {
                heading: texts.department.proposed,
                cell: ({ improvement }) => <Time at={improvement.proposedAt} withTime={false} />,
                text: ({ improvement }) => improvement.proposedAt,
              },
              {
                heading: texts.department.delivered,
                cell: ({ improvement }) => <Time at={improvement.deliveredAt} withTime={false} />,
                text: ({ improvement }) => improvement.deliveredAt,
              },
              {
                heading: texts.department.toldBack,
                cell: ({ toldBack }) => <Time at={toldBack.at(-1)?.tellBackAt} withTime={false} />,
                text: ({ toldBack }) => toldBack.at(-1)?.tellBackAt,
              },
            ]}
          />
        )}
      </Paged>
    </Section>
  );
}
