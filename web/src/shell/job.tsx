import { graphql, type ResultOf } from '../api/graphql.js';
import { type Reason, RefusalWords } from './refusals.js';
import { useTexts } from './texts.js';

/** Why long work failed. */
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

/** Long work of the server, as the API tells of it. */
export interface Job {
  readonly state: string;
  readonly error: ResultOf<typeof JobErrorFields> | null;
}

/** For `Asked`: how far work has come is asked twice a second until it is over. */
export const whileRunning = (job: Job | null | undefined): number | undefined => (job?.state === 'RUNNING' ? 500 : undefined);

/** Begun from this page, and the server knows it no more: such work is remembered by the process alone that does it. */
export function JobGone() {
  const { failure } = useTexts();
  return (
    <div role="alert" class="failure">
      {failure.jobGone}
    </div>
  );
}

/** How far it is, in words that are read out as they change and, where the end is known, as a bar; or why it failed. */
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
