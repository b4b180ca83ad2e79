import { isIP } from 'node:net';

/** What works for whoever asks, and is no page: a link to it from elsewhere is an order, not a visit. */
const NO_PAGES = ['/graphql', '/feed/'];

/** Which web pages may use the server, and under which names browsers may reach it. */
export interface PageRules {
  /** Origins besides the server's own, as browsers write them: `https://rapport.example`. */
  readonly allowedOrigins: readonly string[];
  /** Whether the server knows all its names: it listens on this machine alone, is open to everybody, or was told the origins. */
  readonly knowsItsNames: boolean;
}

export interface Caller {
  readonly host?: string | undefined;
  /** Sent by browsers only: with every POST, every WebSocket and every cross-origin read. */
  readonly origin?: string | undefined;
  /** How the page stands to this server that made the browser ask; sent by browsers only. */
  readonly 'sec-fetch-site'?: string | undefined;
  readonly 'sec-fetch-mode'?: string | undefined;
  readonly 'sec-fetch-dest'?: string | undefined;
}

/**
 * Why a browser's request is refused; undefined when it is not. What a browser sends comes with its session, and in development mode
 * whatever it sends is carried out. So a page of somebody else may neither send commands (a form needs no permission to), nor open a WebSocket (which CORS does not
 * guard), nor have questions asked by its pictures and frames, nor come under a name of its own that it lets point at this machine (DNS rebinding). An address cannot be rebound.
 */
export function refusedPage(caller: Caller, path: string, { allowedOrigins, knowsItsNames }: PageRules): string | undefined {
  const { host, origin } = caller;
  if (origin !== undefined && !allowedOrigins.includes(origin) && hostOf(origin) !== host?.toLowerCase())
    return `pages of ${origin} may not use this server`;
  // Pictures, scripts and frames of a page are fetched without an origin.
  if (origin === undefined && isForeign(caller) && !isVisit(caller, path)) return 'foreign pages may not use this server';
  const name = hostnameOf(host);
  if (!knowsItsNames || name === undefined || isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost'))
    return undefined;
  return allowedOrigins.some((allowed) => new URL(allowed).hostname === name) ? undefined : `this server is not called ${name}`;
}

const isForeign = ({ 'sec-fetch-site': site }: Caller) => site === 'cross-site' || site === 'same-site';

/** A link was followed, in a window of its own. */
const isVisit = ({ 'sec-fetch-mode': mode, 'sec-fetch-dest': destination }: Caller, path: string) =>
  mode === 'navigate' && destination === 'document' && !NO_PAGES.some((start) => path.startsWith(start));

/** `rapport.example:4000` of `http://rapport.example:4000`. */
const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined);

/** A host as nearly all callers write it: nothing to be brought into another form. */
const PLAIN_HOST = /^(localhost|(?:\d{1,3}\.){3}\d{1,3})(?::\d+)?$/;

/** Without the port and the brackets of an IPv6 address. */
function hostnameOf(host: string | undefined): string | undefined {
  if (host === undefined) return undefined;
  const plain = PLAIN_HOST.exec(host)?.[1];
  if (plain !== undefined) return plain;
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '') : host;
}
