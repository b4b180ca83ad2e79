import { useLocation } from 'preact-iso';
import { graphql, type ResultOf } from '../../api/graphql.js';
import { Table } from '../../parts/table.js';
import { Time, usePeriod } from '../../parts/time.js';
import { Linked, Section } from '../../parts/words.js';
import { useZone, wholeDays } from '../../parts/zone.js';
import { useMay } from '../../shell/may.js';
import { Undated, useLink, useMoment } from '../../shell/moment.js';
import { Paged } from '../../shell/paged.js';
import { useTexts } from '../../shell/texts.js';
import { RunForm } from './run.js';

const Happened = graphql(`
  subscription AuditHappened {
    events(types: ["AuditPinned", "AuditRunRecorded"]) {
      position
    }
  }
`);
const LIVE = { query: Happened, variables: {}, every: 1_000 };
const AuditsQuery = graphql(`
  query Audits($knownAt: DateTime, $first: Int!, $after: String) {
    audits(knownAt: $knownAt, first: $first, after: $after) {
      totalCount
      pageInfo {
        endCursor
        hasNextPage
      }
      edges {
        node {
          auditId
          from
          until
          zone
          departments {
            departmentId
            name
          }
          pinnedAt
          run {
            recordedAt
          }
          job {
            state
          }
        }
      }
    }
  }
`);

type Audit = ResultOf<typeof AuditsQuery>['audits']['edges'][number]['node'];

/** The pinned audits, to read and to compare. */
export function AuditsPage() {
  const { audits, nav, ...texts } = useTexts();
  const { knownAt } = useMoment();
  const may = useMay();
  const { route } = useLocation();
  const link = useLink();
  const zone = useZone();
  const compare = (form: HTMLFormElement) => {
    const chosen = new FormData(form);
    const [earlier, later] = [chosen.get('earlier') as string, chosen.get('later') as string];
    route(link(`/audits/${encodeURIComponent(earlier)}/against/${encodeURIComponent(later)}`));
  };
  return (
    <>
      <h1>{nav.audits}</h1>
      <Undated />
      <p class="why">
        {audits.why} {audits.days(zone)}
      </p>
      {may('Mutation runAudit') && <RunForm />}
      <Paged
        query={AuditsQuery}
        variables={{ ...(knownAt && { knownAt }) }}
        listOf={(answer) => answer.audits}
        live={knownAt || !may('Subscription events') ? undefined : LIVE}
        repeat={({ audits: { edges } }) => (edges.some(({ node }) => isRunning(node)) ? RUNNING_MS : undefined)}
      >
        {(list) => (
          <>
            <Table
              {...list}
              caption={nav.audits}
              empty={texts.empty.audits}
              keyOf={({ auditId }) => auditId}
              columns={[
                {
                  heading: texts.search.audit,
                  cell: ({ auditId }) => <Linked to={`/audits/${encodeURIComponent(auditId)}`}>{auditId}</Linked>,
                  text: ({ auditId }) => auditId,
                },
                {
                  heading: texts.chart.period,
                  cell: (audit) => <Period {...audit} />,
                  text: ({ from, until, zone }) => (wholeDays(from, until, zone) ?? [from, until]).join(' – '),
                },
                {
                  heading: nav.departments,
                  cell: ({ departments }) =>
                    departments.length === 0
                      ? texts.all
                      : departments.map(({ name, departmentId }) => name ?? departmentId).join(', '),
                },
                { heading: audits.pinned, cell: ({ pinnedAt }) => <Time at={pinnedAt} />, text: ({ pinnedAt }) => pinnedAt },
                {
                  heading: audits.run,
                  cell: (audit) => (isRunning(audit) ? audits.underWay : <Time at={audit.run?.recordedAt} />),
                  text: ({ run }) => run?.recordedAt,
                },
              ]}
            />
            {list.rows.length > 1 && (
              <Section id="compare" heading={audits.compare}>
                <form
                  class="fields"
                  onSubmit={(event) => {
                    event.preventDefault();
                    compare(event.currentTarget);
                  }}
                >
                  {(['earlier', 'later'] as const).map((name, place) => (
                    <label key={name}>
                      {audits[name]}
                      <select name={name}>
                        {byPeriod(list.rows).map((audit, nth) => (
                          <option key={audit.auditId} value={audit.auditId} selected={nth === list.rows.length - 2 + place}>
                            <Period {...audit} /> ({audit.auditId})
                          </option>
                        ))}
                      </select>
                    </label>
                  ))}
                  <button type="submit">{audits.compare}</button>
                </form>
              </Section>
            )}
          </>
        )}
      </Paged>
    </>
  );
}

/** Polling interval while an audit is being computed, in milliseconds. */
const RUNNING_MS = 1_000;
const isRunning = ({ job }: Audit): boolean => job?.state === 'RUNNING';

/** Sorts audits by the end of their period: the last two are preselected for the comparison. */
const byPeriod = (audits: readonly Audit[]): readonly Audit[] => audits.toSorted((a, b) => (a.until < b.until ? -1 : 1));

function Period({ from, until, zone }: { from: string; until: string; zone: string }) {
  return <>{usePeriod(zone)(from, until).join(' – ')}</>;
}
