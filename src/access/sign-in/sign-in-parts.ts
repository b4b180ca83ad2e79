import type { Sessions } from '../sessions/sessions.js';
import type { SignIn } from './sign-in.js';

/** What people sign in by with a browser; provided where the issuer has a client for this server. */
export interface SignInParts {
  readonly signIn: SignIn;
  readonly sessions: Sessions;
  /** Whether browsers come by TLS. */
  readonly isSecure: boolean;
}
export const SIGN_IN_PARTS = Symbol('SignInParts');
