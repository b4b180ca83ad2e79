import { graphql, type ResultOf, type VariablesOf } from '../api/graphql.js';
import type { Live } from '../shell/live.js';
import { useMoment } from '../shell/moment.js';
import { Paged } from '../shell/paged.js';
import { useTexts } from '../shell/texts.js';
import { useColumns } from './columns.js';
import { Table } from './table.js';
import { Time, useDuration } from './time.js';
import { Section, useCode } from './words.js';

const SilencesQuery = graphql(`
  query Silences($kinds: [PromiseKind!], $teamId: ID, $asOf: DateTime, $knownAt: DateTime, $first: Int!, $after: String) {
    silenceList(kinds: $kinds, teamId: $teamId, asOf: $asOf, knownAt: $knownAt, first: $first, after: $after) {
      totalCount
      pageInfo {
        endCursor
        hasNextPage
      }
      edges {
        node {
          ticketId
          kind
          dueAt
          silentMinutes
          teamId
          departmentId
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
type Silence = ResultOf<typeof SilencesQuery>['silenceList']['edges'][number]['node'];

interface SilencesProps {
  readonly id: 'silences' | 'unclaimed';
  readonly of?: Pick<VariablesOf<typeof SilencesQuery>, 'kinds' | 'teamId'>;
  readonly live?: Live | undefined;
  /** Adds a column for the team whose word is overdue, if neither the page nor the kind says it. */
  readonly withTeam?: boolean;
}

/** The tickets whose departments wait for a word: for which word, and how long past the promised time. */
export function Silences({ id, of, live, withTeam = false }: SilencesProps) {
  const texts = useTexts();
  const moment = useMoment();
  const columns = useColumns();
  const code = useCode();
  const duration = useDuration();
  const heading = texts.overview[id];
  return (
    <Section id={id} heading={heading}>
      <Paged query={SilencesQuery} variables={{ ...of, ...moment }} listOf={({ silenceList }) => silenceList} live={live}>
        {(list) => (
          <Table
            {...list}
            caption={heading}
            empty={texts.empty[id]}
            keyOf={({ ticketId, kind }) => `${ticketId} ${kind}`}
            columns={[
              columns.ticket(),
              columns.department(),
              ...(withTeam ? [columns.team<Silence>()] : []),
              { heading: texts.silences.what, cell: ({ kind }) => code(kind) },
              { heading: texts.promises.due, cell: ({ dueAt }) => <Time at={dueAt} />, text: ({ dueAt }) => dueAt },
              {
                heading: texts.silences.waits,
                cell: ({ silentMinutes }) => duration(silentMinutes),
                text: ({ silentMinutes }) => silentMinutes,
                numeric: true,
              },
            ]}
          />
        )}
      </Paged>
    </Section>
  );
}
