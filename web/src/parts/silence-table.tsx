import { graphql, type ResultOf } from '../api/graphql.js';
import { useTexts } from '../shell/texts.js';
import { useColumns } from './columns.js';
import { Table } from './table.js';
import { Time, useDuration } from './time.js';
import { useCode } from './words.js';

export const SilenceFields = graphql(`
  fragment SilenceFields on SilenceConnection @_unmask {
    totalCount
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
`);

interface SilenceTableProps {
  readonly caption: string;
  readonly empty: string;
  readonly silences: ResultOf<typeof SilenceFields>;
  readonly more?: (() => void) | undefined;
  /** Adds a column for the team whose word is overdue, if the page itself does not name it. */
  readonly withTeam?: boolean;
}

/** The tickets whose departments wait for a word: for which word, and how long past the promised time. */
export function SilenceTable({ caption, empty, silences: { edges, totalCount }, more, withTeam = false }: SilenceTableProps) {
  const texts = useTexts();
  const columns = useColumns();
  const code = useCode();
  const duration = useDuration();
  return (
    <Table
      caption={caption}
      empty={empty}
      rows={edges.map(({ node }) => node)}
      total={totalCount}
      more={more}
      keyOf={({ ticketId, kind }) => `${ticketId} ${kind}`}
      columns={[
        columns.ticket(),
        columns.department(),
        ...(withTeam ? [columns.team<(typeof edges)[number]['node']>()] : []),
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
  );
}
