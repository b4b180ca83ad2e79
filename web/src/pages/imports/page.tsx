import { graphql } from '../../api/graphql.js';
import { Table } from '../../parts/table.js';
import { Time } from '../../parts/time.js';
import { Linked, Section } from '../../parts/words.js';
import { useMay } from '../../shell/may.js';
import { Undated, useMoment } from '../../shell/moment.js';
import { Paged } from '../../shell/paged.js';
import { useTexts } from '../../shell/texts.js';
import { UploadForm } from './upload.js';

const Recorded = graphql(`
  subscription ImportRecorded {
    events(types: ["ImportRunRecorded"]) {
      position
    }
  }
`);
const ImportsQuery = graphql(`
  query Imports($knownAt: DateTime, $first: Int!, $after: String) {
    importRuns(knownAt: $knownAt, first: $first, after: $after) {
      totalCount
      pageInfo {
        endCursor
        hasNextPage
      }
      edges {
        node {
          runId
          file
          mapping
          system
          finishedAt
          rows {
            in
            accepted
            rejected
          }
          events {
            appended
            alreadyThere
          }
        }
      }
    }
  }
`);
const LIVE = { query: Recorded, variables: {}, every: 1_000 };

/** Past imports from other systems, and a form to import more. */
export function ImportsPage() {
  const { imports, nav, empty } = useTexts();
  const { knownAt } = useMoment();
  const may = useMay();
  const uploads = may('HTTP /uploads') && may('Mutation importFile');
  return (
    <>
      <h1>{nav.imports}</h1>
      <Undated />
      {uploads && <p class="why">{imports.how}</p>}
      {uploads && !knownAt && <UploadForm />}
      <Paged
        query={ImportsQuery}
        variables={{ ...(knownAt && { knownAt }) }}
        listOf={({ importRuns }) => importRuns}
        live={knownAt || !may('Subscription events') ? undefined : LIVE}
      >
        {(list) => (
          <Section id="runs" heading={imports.runs}>
            <Table
              {...list}
              caption={imports.runs}
              empty={empty.imports}
              keyOf={({ runId }) => runId}
              columns={[
                {
                  heading: imports.file,
                  cell: ({ runId, file }) => <Linked to={`/imports/${encodeURIComponent(runId)}`}>{file}</Linked>,
                  text: ({ file }) => file,
                },
                { heading: imports.mapping, cell: ({ mapping }) => mapping },
                {
                  heading: imports.finished,
                  cell: ({ finishedAt }) => <Time at={finishedAt} />,
                  text: ({ finishedAt }) => finishedAt,
                },
                { heading: imports.rows, cell: ({ rows }) => rows.in, numeric: true },
                { heading: imports.rejected, cell: ({ rows }) => rows.rejected, numeric: true },
                { heading: imports.appended, cell: ({ events }) => events.appended, numeric: true },
              ]}
            />
          </Section>
        )}
      </Paged>
    </>
  );
}
