import { useMutation } from '@urql/preact';
import { useLocation } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { graphql, type ResultOf } from '../../api/graphql.js';
import { dayStart, useZone } from '../../parts/zone.js';
import { Linked } from '../../parts/words.js';
import { Asked, Failure } from '../../shell/asked.js';
import { JobErrorFields, Progress, whileRunning } from '../../shell/job.js';
import { useLink } from '../../shell/moment.js';
import { useTexts } from '../../shell/texts.js';
import { useAuditProgress } from './computed.js';

const RunAudit = graphql(`
  mutation RunAudit($input: RunAuditInput!) {
    runAudit(input: $input) {
      audit {
        auditId
      }
    }
  }
`);
const StopAudit = graphql(`
  mutation StopAudit($id: ID!) {
    stopAudit(input: { auditId: $id }) {
      audit {
        auditId
      }
    }
  }
`);
const JobQuery = graphql(
  `
    query AuditProgress($id: ID!) {
      audit(id: $id) {
        run {
          recordedAt
        }
        job {
          state
          progress {
            events
            section
            sectionsDone
            sections
          }
          error {
            ...JobErrorFields
          }
        }
      }
    }
  `,
  [JobErrorFields],
);
type Job = NonNullable<NonNullable<ResultOf<typeof JobQuery>['audit']>['job']>;

/** Pins an audit of a period, runs it, and shows its progress; then opens it. */
export function RunForm() {
  const { audits } = useTexts();
  const zone = useZone();
  const [{ data, fetching, error }, runAudit] = useMutation(RunAudit);
  const [first, setFirst] = useState<string>();
  const auditId = data?.runAudit?.audit.auditId;
  const run = (form: HTMLFormElement) => {
    const given = new FormData(form);
    const [first, last] = [given.get('first') as string, given.get('last') as string];
    const period = { from: dayStart(first, zone), until: dayStart(last, zone, 1) };
    const name = (given.get('name') as string).trim();
    return runAudit({ input: { ...period, ...(name !== '' && { auditId: name }) } });
  };
  return (
    <>
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault();
          void run(event.currentTarget);
        }}
      >
        <label>
          {audits.first}
          <input type="date" name="first" required onInput={({ currentTarget }) => setFirst(currentTarget.value)} />
        </label>
        <label>
          {audits.last}
          <input type="date" name="last" required min={first} />
        </label>
        <label>
          {audits.name}
          <input name="name" placeholder="2026-q3" />
        </label>
        <button type="submit" disabled={fetching} aria-busy={fetching}>
          {audits.runIt}
        </button>
      </form>
      {error && <Failure error={error} />}
      {auditId && (
        <Asked
          key={auditId}
          query={JobQuery}
          variables={{ id: auditId }}
          repeat={({ audit }) => (audit?.job || audit?.run ? whileRunning(audit.job) : ELSEWHERE_MS)}
        >
          {({ audit }) =>
            audit?.job ? <Running auditId={auditId} job={audit.job} /> : <Elsewhere auditId={auditId} isDone={!!audit?.run} />
          }
        </Asked>
      )}
    </>
  );
}

/** Polling interval for a run in another server process, in milliseconds. */
const ELSEWHERE_MS = 2_000;

/** Shown when the process that answers did not start the run. The first process to finish records the result, whichever it is. */
function Elsewhere({ auditId, isDone }: { auditId: string; isDone: boolean }) {
  const { audits } = useTexts();
  return (
    <p role="status">
      {isDone ? <Linked to={`/audits/${encodeURIComponent(auditId)}`}>{audits.recorded}</Linked> : audits.elsewhere}
    </p>
  );
}

function Running({ auditId, job }: { auditId: string; job: Job }) {
  const words = useAuditProgress();
  const { route } = useLocation();
  const link = useLink();
  const done = job.state === 'DONE';
  useEffect(() => {
    if (done) route(link(`/audits/${encodeURIComponent(auditId)}`));
  }, [done]);
  const { audits } = useTexts();
  const [{ fetching, error }, stop] = useMutation(StopAudit);
  if (job.state === 'STOPPED') return <p role="status">{audits.stopped}</p>;
  const progress = job.progress ?? { events: 0, section: null, sectionsDone: 0, sections: null };
  return (
    <>
      <Progress job={job} {...words(progress)} />
      {job.state === 'RUNNING' && (
        <button type="button" class="narrow" disabled={fetching} onClick={() => void stop({ id: auditId })}>
          {audits.stop}
        </button>
      )}
      {error && <Failure error={error} />}
    </>
  );
}
