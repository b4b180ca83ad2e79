import { useRoute } from 'preact-iso';
import { graphql } from '../api/graphql.js';
import { Table } from '../parts/table.js';
import { Time } from '../parts/time.js';
import { Facts, Linked, Section } from '../parts/words.js';
import { Asked, useRows } from '../shell/asked.js';
import { Undated, useMoment } from '../shell/moment.js';
import { useTexts } from '../shell/texts.js';

const ImportsQuery = graphql(`
  query Imports($knownAt: DateTime, $first: Int!) {
    importRuns(knownAt: $knownAt, first: $first) {
      totalCount
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
const ImportQuery = graphql(`
  query Import($id: ID!, $knownAt: DateTime) {
    importRun(id: $id, knownAt: $knownAt) {
      runId
      file
      mapping
      mappingHash
      contentHash
      system
      zone
      earliest
      latest
      finishedAt
      records
      rows {
        in
        accepted
        rejected
      }
      events {
        appended
        alreadyThere
      }
      fidelity {
        native
        history
        snapshot
      }
      byType {
        type
        count
      }
      rejectedFor {
        code
        count
      }
      rejects {
        row
        code
        detail
      }
      warnings {
        code
        count
      }
    }
  }
`);

/** What came from other systems, and how to bring more. */
export function ImportsPage() {
  const { imports, nav } = useTexts();
  const { knownAt } = useMoment();
  const { first, moreOf } = useRows();
  return (
    <>
      <h1>{nav.imports}</h1>
      <Undated />
      <p class="why">{imports.how}</p>
      <pre>
        <code>npx rapport import FILE --mapping NAME --dry-run{'\n'}npx rapport import FILE --mapping NAME</code>
      </pre>
      <Asked query={ImportsQuery} variables={{ first, ...(knownAt && { knownAt }) }}>
        {({ importRuns: { edges, totalCount } }) => (
          <Table
            caption={nav.imports}
            rows={edges.map(({ node }) => node)}
            total={totalCount}
            more={moreOf(totalCount)}
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
        )}
      </Asked>
    </>
  );
}

/** One run: what came in, what became of it, and why rows were refused. */
export function ImportPage() {
  const { id = '' } = useRoute().params;
  const { imports, ticket } = useTexts();
  const { knownAt } = useMoment();
  return (
    <Asked query={ImportQuery} variables={{ id, ...(knownAt && { knownAt }) }}>
      {({ importRun: run }) =>
        run ? (
          <>
            <h1>{run.file}</h1>
            <Facts
              facts={[
                [imports.mapping, run.mapping],
                [imports.system, run.system],
                [imports.zone, run.zone],
                [imports.finished, <Time at={run.finishedAt} />],
                [imports.rows, run.rows.in],
                [imports.accepted, run.rows.accepted],
                [imports.rejected, run.rows.rejected],
                [imports.appended, run.events.appended],
                [imports.alreadyThere, run.events.alreadyThere],
                [ticket.fidelity, imports.fidelity(run.fidelity.native, run.fidelity.history, run.fidelity.snapshot)],
                [imports.contentHash, <code>{run.contentHash}</code>],
                [imports.mappingHash, <code>{run.mappingHash}</code>],
              ]}
            />
            <Section id="rejects" heading={imports.rejects}>
              <Table
                caption={imports.rejects}
                rows={run.rejects}
                total={run.rows.rejected}
                keyOf={({ row }) => String(row)}
                columns={[
                  { heading: imports.row, cell: ({ row }) => row, numeric: true },
                  { heading: imports.code, cell: ({ code }) => code },
                  {
                    heading: imports.detail,
                    cell: ({ detail }) => <span lang="en">{detail}</span>,
                    text: ({ detail }) => detail,
                  },
                ]}
              />
            </Section>
            {run.warnings.length > 0 && (
              <Section id="warnings" heading={imports.warnings}>
                <Table
                  caption={imports.warnings}
                  rows={run.warnings}
                  keyOf={({ code }) => code}
                  columns={[
                    { heading: imports.code, cell: ({ code }) => code },
                    { heading: imports.rows, cell: ({ count }) => count, numeric: true },
                  ]}
                />
              </Section>
            )}
            <Section id="types" heading={imports.byType}>
              <Table
                caption={imports.byType}
                rows={run.byType}
                keyOf={({ type }) => type}
                columns={[
                  { heading: imports.type, cell: ({ type }) => type },
                  { heading: imports.count, cell: ({ count }) => count, numeric: true },
                ]}
              />
            </Section>
          </>
        ) : (
          <p>{imports.unknown}</p>
        )
      }
    </Asked>
  );
}
