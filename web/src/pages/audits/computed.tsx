import type { TypedDocumentNode } from '@urql/core';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { graphql, type ResultOf } from '../../api/graphql.js';
import { useCode } from '../../parts/words.js';
import { Asked } from '../../shell/asked.js';
import { Progress, whileRunning } from '../../shell/job.js';
import { useTexts } from '../../shell/texts.js';

const ComputingQuery = graphql(`
  query AuditComputing($id: ID!) {
    audit(id: $id) {
      computing {
        events
        section
        sectionsDone
        sections
      }
    }
  }
`);
type Computing = NonNullable<NonNullable<ResultOf<typeof ComputingQuery>['audit']>['computing']>;

interface ComputedProps<Data, Variables extends object> {
  /** The audits that the query computes. */
  readonly ids: readonly string[];
  readonly query: TypedDocumentNode<Data, Variables>;
  readonly variables: Variables;
  readonly children: (data: Data) => ComponentChildren;
}

/**
 * Shows a result that is computed from the log up to an audit's position, which takes minutes for a large log. Meanwhile shows the
 * progress and a stop button, which aborts the request so that the server ends the work.
 */
export function Computed<Data, Variables extends object>({ ids, query, variables, children }: ComputedProps<Data, Variables>) {
  const { audit, audits } = useTexts();
  const [stopped, setStopped] = useState(false);
  if (stopped)
    return (
      <>
        <h1>{audit.heading}</h1>
        <p role="status">{audits.stopped}</p>
        <button type="button" class="narrow" onClick={() => setStopped(false)}>
          {audits.computeIt}
        </button>
      </>
    );
  const meanwhile = (
    <>
      <h1>{audit.heading}</h1>
      <p aria-busy="true">{audits.computing}</p>
      {ids.map((id) => (
        <HowFar key={id} id={id} />
      ))}
      <button type="button" class="narrow" onClick={() => setStopped(true)}>
        {audits.stop}
      </button>
    </>
  );
  return (
    <Asked query={query} meanwhile={meanwhile} variables={variables}>
      {children}
    </Asked>
  );
}

const RUNNING = { state: 'RUNNING', error: null };

/** The progress, in a separate query. Shows nothing before the server has started, or when another server process answers. */
function HowFar({ id }: { id: string }) {
  const words = useAuditProgress();
  return (
    <Asked query={ComputingQuery} variables={{ id }} meanwhile={<></>} repeat={() => whileRunning(RUNNING)}>
      {({ audit }) => audit?.computing && <Progress job={RUNNING} {...words(audit.computing)} />}
    </Asked>
  );
}

/** The progress of an audit in words, and as a share if the end is known. */
export function useAuditProgress(): (progress: Computing) => { words: string; share: number | undefined } {
  const { audits, audit } = useTexts();
  const code = useCode();
  const titles: Readonly<Record<string, string>> = audit.titles;
  return ({ events, section, sectionsDone, sections }) => ({
    words: section === null ? audits.reading(events) : audits.section(titles[section] ?? code(section)),
    share: sections ? sectionsDone / sections : undefined,
  });
}
