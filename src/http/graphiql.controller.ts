import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type CanActivate, Controller, Get, Header, Inject, Injectable, Param, StreamableFile, UseGuards } from '@nestjs/common';
import { RapportError } from '../domain/kernel/errors.js';

/**
 * Everything is loaded from this server: the page must work without internet access, and no third party may learn about the
 * queries.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // The editor sets inline styles and embeds its fonts and images.
  "style-src 'self' 'unsafe-inline'",
  'font-src data:',
  "img-src 'self' data:",
  "connect-src 'self' ws: wss:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Rapport</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/graphiql/graphiql.css" />
    <style>
      body { margin: 0 }
      #graphiql { height: 100vh }
    </style>
  </head>
  <body>
    <div id="graphiql">Loading…</div>
    <script src="/graphiql/react.js"></script>
    <script src="/graphiql/react-dom.js"></script>
    <script src="/graphiql/graphiql.js"></script>
    <script src="/graphiql/start.js"></script>
  </body>
</html>
`;

/** Mounts the editor with a first query that returns something wherever there are tickets. */
const START_SCRIPT = `
const subscriptionUrl = location.origin.replace(/^http/, 'ws') + '/graphql';
const fetcher = GraphiQL.createFetcher({ url: '/graphql', subscriptionUrl });
const defaultQuery = \`# What is open, the latest first? Press Ctrl-Enter; Ctrl-Space completes.
{
  tickets(first: 5) {
    totalCount
    edges { node { ticketId state loggedAt department { name } team { name } } }
  }
}
\`;
const root = ReactDOM.createRoot(document.getElementById('graphiql'));
root.render(React.createElement(GraphiQL, { fetcher, defaultQuery }));
`;

const { resolve } = createRequire(import.meta.url);
const SCRIPT = 'text/javascript; charset=utf-8';

/** Injection token: whether GraphiQL is offered. */
export const OFFERS_GRAPHIQL = Symbol('OffersGraphiql');

/** The editor's files as shipped by their packages. */
const FILES = new Map([
  ['graphiql.js', { of: 'graphiql', path: 'graphiql.min.js', type: SCRIPT }],
  ['graphiql.css', { of: 'graphiql', path: 'graphiql.min.css', type: 'text/css; charset=utf-8' }],
  ['react.js', { of: 'react', path: 'umd/react.production.min.js', type: SCRIPT }],
  ['react-dom.js', { of: 'react-dom', path: 'umd/react-dom.production.min.js', type: SCRIPT }],
]);

@Injectable()
class WhereOffered implements CanActivate {
  constructor(@Inject(OFFERS_GRAPHIQL) private readonly isOffered: boolean) {}

  canActivate(): true {
    if (this.isOffered) return true;
    throw new RapportError('NOT_FOUND', 'GraphiQL is only available on the server’s own machine', {
      remedy: 'Use /graphql with your own client.',
    });
  }
}

/** GraphiQL for local exploration. Its packages are dev dependencies, so a pruned installation works without it. */
@Controller('graphiql')
@UseGuards(WhereOffered)
export class GraphiqlController {
  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', CONTENT_SECURITY_POLICY)
  @Header('x-content-type-options', 'nosniff')
  page(): string {
    pathOf('graphiql.js');
    return PAGE;
  }

  @Get('start.js')
  @Header('content-type', SCRIPT)
  start(): string {
    return START_SCRIPT;
  }

  @Get(':file')
  file(@Param('file') name: string): StreamableFile {
    const { path, type } = pathOf(name);
    return new StreamableFile(createReadStream(path), { type });
  }
}

function pathOf(name: string): { path: string; type: string } {
  const file = FILES.get(name);
  if (!file) throw new RapportError('NOT_FOUND', `GraphiQL has no file "${name}"`);
  try {
    // Resolved by the package's folder, because the browser files are not among the package's exports for Node.
    return { path: join(dirname(resolve(`${file.of}/package.json`)), file.path), type: file.type };
  } catch (cause) {
    throw new RapportError('NOT_FOUND', 'GraphiQL is not installed', {
      remedy: 'Install the development dependencies (npm ci), or use /graphql with your own client.',
      cause,
    });
  }
}
