import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { type Refused, RefusalWords, SignInAddress } from './refusals.js';
import { MayProvider, type Side, SidesProvider, SpeaksForProvider } from './may.js';
import { useLink } from './moment.js';
import { useTexts } from './texts.js';

/** The answer of `GET /session`. */
export interface Session {
  readonly mode: 'CLOSED' | 'DEVELOPMENT' | 'OPEN';
  /** The sign-in URL; null when there is no sign-in. Absent when the server could not be reached. */
  readonly signIn?: string | null;
  /** Null: the user is not signed in. */
  readonly identity: Identity | null;
}
interface Identity {
  readonly subject: string;
  readonly roles: readonly string[];
  /** Null: the whole organisation. */
  readonly departments?: readonly string[] | null;
  readonly teams?: readonly string[] | null;
  /** Absent, as `may`, when the server could not be reached. */
  readonly speaksFor?: readonly Side[];
  readonly may?: readonly string[];
}

const ROLES = [
  'ADMINISTRATOR',
  'AUDITOR',
  'ANALYST',
  'DEPARTMENT_MANAGER',
  'REQUESTER',
  'TEAM_LEAD',
  'IT_AGENT',
  'INTEGRATION',
] as const;
/** Documented in docs/access.md: selects the role when the server lets visitors choose one. */
const ROLE_COOKIE = 'rapport_role';

/** Shows the pages to a known user, and the sign-in to others. A notice at the top says how access is granted. */
export function SignedIn({ children }: { children: (session: Session) => ComponentChildren }) {
  const texts = useTexts().who;
  const [session, setSession] = useState<Session>();
  const [refused, setRefused] = useState<Refused>();
  // Send the request before the empty page is painted.
  useLayoutEffect(() => {
    const asked = new AbortController();
    fetch('/session', { signal: asked.signal })
      .then(async (answer) => {
        const said = (await answer.json()) as Session & { readonly error: Refused };
        if (answer.ok) setSession(said);
        else setRefused(said.error);
      })
      // The pages report better than this component that the server does not answer.
      .catch(() => asked.signal.aborted || setSession({ mode: 'CLOSED', identity: { subject: '', roles: [] } }));
    return () => asked.abort();
  }, []);
  if (refused) {
    return (
      <main class="container">
        <h1>{texts.nobody}</h1>
        <div role="alert" class="failure">
          <RefusalWords refusal={refused} />
        </div>
      </main>
    );
  }
  if (!session) return null;
  if (session.identity === null) return <Closed signIn={session.signIn ?? null} />;
  const { may, roles, departments, teams, speaksFor = ['IT', 'DEPARTMENT'] } = session.identity;
  if (may && roles.length === 0) return <NoRole />;
  return (
    <>
      {session.mode === 'CLOSED' ? null : (
        <aside class="notice no-print" aria-label={texts.access}>
          {texts.notice[session.mode]}
        </aside>
      )}
      <MayProvider value={may && new Set(may)}>
        <SidesProvider value={departments && teams ? { departments, teams } : undefined}>
          <SpeaksForProvider value={speaksFor}>
            <SignInAddress.Provider value={session.signIn}>{children(session)}</SignInAddress.Provider>
          </SpeaksForProvider>
        </SidesProvider>
      </MayProvider>
    </>
  );
}

function Closed({ signIn }: { signIn: string | null }) {
  const texts = useTexts().who;
  const returnTo = encodeURIComponent(location.pathname + location.search);
  return (
    <main class="container">
      <h1>{signIn === null ? texts.nobody : texts.pleaseSignIn}</h1>
      {signIn === null ? (
        <p>{texts.noSignIn}</p>
      ) : (
        // A button instead of a link, which the router would take for one of its pages.
        <button type="button" onClick={() => location.assign(`${signIn}?returnTo=${returnTo}`)}>
          {texts.signIn}
        </button>
      )}
    </main>
  );
}

/** For a user who is signed in and has no role: every query would be refused. */
function NoRole() {
  const texts = useTexts().who;
  return (
    <main class="container">
      <h1>{texts.noRole}</h1>
      <p>{texts.noRoleWhy}</p>
      <button type="button" onClick={() => void signOut()}>
        {texts.signOut}
      </button>
    </main>
  );
}

/** The user's identity and how to change it: select another role where the server allows it, or sign out. */
export function Who({ session: { mode, signIn, identity } }: { session: Session }) {
  const { who: texts, sessions, codes } = useTexts();
  const link = useLink();
  const roles = identity?.roles ?? [];
  if (mode === 'CLOSED') {
    if (!signIn) return null;
    return (
      <div class="languages" title={roles.join(', ')}>
        <a href={link('/signed-in')}>{sessions.heading}</a>
        <button type="button" class="link" onClick={() => void signOut()}>
          {texts.signOut}
        </button>
      </div>
    );
  }
  const choose = (role: string) => {
    document.cookie = `${ROLE_COOKIE}=${role}; Path=/; SameSite=Lax`;
    location.reload();
  };
  return (
    <label>
      {texts.role}
      <select value={roles[0]} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {codes[role]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Signs out here, and at the issuer if it has a page for that. */
export async function signOut(): Promise<void> {
  const answer = await fetch('/sign-out', { method: 'POST' });
  const { redirect } = (await answer.json()) as { redirect: string | null };
  location.assign(redirect ?? '/');
}
