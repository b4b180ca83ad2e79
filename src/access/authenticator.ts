import type { CallerLimits } from './caller-limits.js';
import type { Credentials } from './credentials.js';
import type { Identity } from './identity.js';

/** Who is let in. CLOSED: who shows a token, a key or a session. DEVELOPMENT: whoever is at this machine. OPEN: whoever reaches the server. */
export type AccessMode = 'CLOSED' | 'DEVELOPMENT' | 'OPEN';

/** Says who asks. Provided under AUTHENTICATOR. */
export interface Authenticator {
  readonly mode: AccessMode;
  /** How much one caller may ask. */
  readonly limits: CallerLimits;
  /** What everybody is to read who comes here; undefined where the doors are closed. */
  readonly notice: string | undefined;
  /**
   * At once where the credentials are remembered.
   * @throws RapportError UNAUTHENTICATED; ISSUER_UNAVAILABLE when nobody can tell now
   */
  identify(credentials: Credentials): Identity | Promise<Identity>;
}
export const AUTHENTICATOR = Symbol('Authenticator');
