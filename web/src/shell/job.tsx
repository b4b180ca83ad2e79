import { graphql, type ResultOf } from '../api/graphql.js';
import { type Reason, RefusalWords } from './refusals.js';
import { useTexts } from './texts.js';

/** The error of a failed job. */
export const JobErrorFields = graphql(`
  fragment JobErrorFields on JobError @_unmask {
    code
    message
    remedy
    reasons {
      field
      code
      parameters
    }
  }
`);

/** A long-running job of the server, as reported by the API. */
export interface Job {
  readonly state: string;
  readonly error: ResultOf<typeof JobErrorFields> | null;
}

/** For `Asked`: refetches twice a second while the job is running. */
export const whileRunning = (job: Job | null | undefined): number | undefined => (job?.state === 'RUNNING' ? 500 : undefined);

/** The job was started from this page, but the server no longer knows it: only the process that runs a job remembers it. */
export function JobGone() {
  const { failure } = useTexts();
  return (
    <div role="alert" class="failure">
      {failure.jobGone}
    </div>
  );
}

/**
 * The progress of a job in words, which screen readers announce as they change, and as a bar, determinate if the end is known; or the
 * error if it failed.
 */
export function Progress({ job, words, share }: { job: Job; words: string; share?: number | undefined }) {
  const { failure } = useTexts();
  if (job.error)
    return (
      <div role="alert" class="failure">
        {failure.job} <RefusalWords refusal={{ ...job.error, reasons: job.error.reasons as readonly Reason[] }} inFull />
      </div>
    );
  if (job.state !== 'RUNNING') return null;
  return (
    <div class="progress">
      <p role="status">{words}</p>
      <progress aria-label={words} {...(share === undefined ? {} : { value: share, max: 1 })} />
    </div>
  );
}
