// A local OpenID Connect issuer to try out signing in: sign in with the name of a role, such as team_lead, to have that role.
// Not for production: it accepts any password.
import './typescript.mjs';

const { ACCESS_ROLES } = await import('../src/domain/access.ts');
const { LocalIssuer } = await import('../test/support/local-issuer.ts');
const PORT = 4001;
const people = Object.fromEntries(
  ACCESS_ROLES.map((role) => [role.toLowerCase(), { groups: [role], departments: ['*'], teams: ['*'] }]),
);
const { url } = await LocalIssuer.start({}, people, { app: 'http://127.0.0.1:4000', port: PORT });
process.stdout.write(`An issuer to try with: ${url}. Sign in as one of ${Object.keys(people).join(', ')}, with any password.\n`);
