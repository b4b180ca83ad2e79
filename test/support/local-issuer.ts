import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import Provider from 'oidc-provider';

export const AUDIENCE = 'https://rapport.example';

type SigningKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

/** The claims that the issuer adds for a program, by client id. */
export type Clients = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A real OpenID Connect issuer on this machine. The test also has its signing key, so that it can create invalid tokens. */
export class LocalIssuer {
  private constructor(
    readonly url: string,
    private readonly server: Server,
    private readonly key: SigningKey,
  ) {}

  /** @param people the claims of people, by the name with which they sign in; `app` is the URL to which they return */
  static async start(
    clients: Clients,
    people: Clients = {},
    { app, port = 0 }: { app?: string; port?: number } = {},
  ): Promise<LocalIssuer> {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = { ...(await exportJWK(privateKey)), kid: 'one', use: 'sig', alg: 'RS256' };
    const server = createServer();
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const provider = new Provider(url, {
      jwks: { keys: [jwk] },
      clients: [
        ...Object.keys(clients).map((id) => ({
          client_id: id,
          client_secret: 'secret',
          grant_types: ['client_credentials'],
          redirect_uris: [],
          response_types: [],
        })),
        ...(app === undefined
          ? []
          : [
              {
                client_id: 'rapport',
                token_endpoint_auth_method: 'none' as const,
                redirect_uris: [`${app}/sign-in/callback`],
                post_logout_redirect_uris: [`${app}/`],
              },
            ]),
      ],
      claims: { openid: ['sub', 'groups', 'departments', 'teams'], profile: [] },
      // So that the ID token contains the claims, without another request for them.
      conformIdTokenClaims: false,
      findAccount: (_context, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people[id] }) }),
      cookies: { keys: ['of a test'] },
      features: {
        clientCredentials: { enabled: true },
        resourceIndicators: {
          enabled: true,
          defaultResource: () => AUDIENCE,
          getResourceServerInfo: () => ({ scope: 'api', audience: AUDIENCE, accessTokenTTL: 300, accessTokenFormat: 'jwt' }),
        },
      },
      extraTokenClaims: (_context, token) => clients[(token as { clientId: string }).clientId],
    });
    const answer = provider.callback();
    server.on('request', (request, response) => void answer(request, response));
    return new LocalIssuer(url, server, privateKey);
  }

  /** An access token, as a program obtains it. */
  async tokenFor(clientId: string): Promise<string> {
    const response = await fetch(`${this.url}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:secret`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'api' }),
    });
    return ((await response.json()) as { access_token: string }).access_token;
  }

  /** A token with any claims and header, signed with the issuer's key unless another one is given. */
  sign(claims: JWTPayload, header: Readonly<Record<string, string>> = {}, key = this.key): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    const whole = { iss: this.url, aud: AUDIENCE, sub: 'somebody', iat: now, exp: now + 60, ...claims };
    return new SignJWT(whole).setProtectedHeader({ alg: 'RS256', kid: 'one', typ: 'at+jwt', ...header }).sign(key);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
