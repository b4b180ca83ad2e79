import { CombinedError } from '@urql/core';
import { useContext, useLayoutEffect, useState } from 'preact/hooks';
import { browserOf } from '../api/user-agent.js';
import { Table } from '../parts/table.js';
import { Time } from '../parts/time.js';
import { Failure } from '../shell/asked.js';
import { SignInAddress } from '../shell/refusals.js';
import { signOut } from '../shell/session.js';
import { useTexts } from '../shell/texts.js';

/** A session as listed by `GET /sessions`. */
interface OwnSession {
  readonly id: string;
  readonly browser: string | null;
  readonly begunAt: string;
  readonly endsAt: string;
  readonly isThisBrowser: boolean;
}

/** The user's sessions, and buttons to end them. */
export function SessionsPage() {
  const { sessions: texts } = useTexts();
  const [sessions, setSessions] = useState<readonly OwnSession[]>();
  const [error, setError] = useState<CombinedError>();
  const listed = (answer: unknown) => {
    setSessions((answer as { sessions: readonly OwnSession[] }).sessions);
    setError(undefined);
  };
  const signIn = useContext(SignInAddress);
  const show = () => void asked('/sessions').then(listed, setError);
  const end = (id: string) => void asked(`/sessions/${id}`, 'DELETE').then(show, setError);
  const endAll = () => void asked('/sessions', 'DELETE').then(signOut, setError);
  useLayoutEffect(() => {
    if (signIn !== null) show();
  }, []);
  if (signIn === null) {
    return (
      <>
        <h1>{texts.heading}</h1>
        <p class="nothing">{texts.nobodySignsIn}</p>
      </>
    );
  }
  return (
    <>
      <h1>{texts.heading}</h1>
      <p class="why">{texts.why}</p>
      {error && <Failure error={error} again={show} />}
      {sessions && (
        <>
          <Table
            plain
            caption={texts.heading}
            keyOf={({ id }) => id}
            rows={sessions}
            columns={[
              { heading: texts.browser, cell: ({ browser }) => browserOf(browser) ?? texts.unknownBrowser },
              { heading: texts.begun, cell: ({ begunAt }) => <Time at={begunAt} />, text: ({ begunAt }) => begunAt },
              { heading: texts.ends, cell: ({ endsAt }) => <Time at={endsAt} />, text: ({ endsAt }) => endsAt },
              {
                heading: texts.end,
                text: null,
                cell: ({ id, isThisBrowser }) =>
                  isThisBrowser ? (
                    texts.this
                  ) : (
                    <button type="button" class="link" onClick={() => end(id)}>
                      {texts.end}
                    </button>
                  ),
              },
            ]}
          />
          <p>
            <button type="button" onClick={endAll}>
              {texts.endAll}
            </button>
          </p>
        </>
      )}
    </>
  );
}

/** The server's answer. @throws CombinedError with the server's error, or a network error when it, or a proxy for it, did not answer */
async function asked(path: string, method = 'GET'): Promise<unknown> {
  const response = await fetch(path, { method }).catch((networkError: Error) => {
    throw new CombinedError({ networkError });
  });
  if (response.status === 204) return undefined;
  const answer = await (response.json() as Promise<{ error?: { message: string } }>).catch((networkError: Error) => {
    throw new CombinedError({ networkError });
  });
  if (response.ok) return answer;
  const { message = response.statusText, ...extensions } = answer.error ?? {};
  throw new CombinedError({ graphQLErrors: [{ message, extensions }] });
}
