// Who may import whom (architecture). Arrows point one way:
// domain <- projections <- {event-log, view-store} <- {commands, projector, queries, history, feed, imports, …} <- {graphql, http, app} <- {main, cli}
const WORK = '^src/(commands|projector|queries|history|feed|imports|privacy|access|demo)/';
const EDGE = '^src/(graphql|http|app)/';
const TOP = '^src/(main|cli)(\\.ts|/)';
const STORES = '^src/(event-log|view-store|sqlite)/';
const TESTS = '(^test/|\\.spec\\.ts$)';

const arrow = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    arrow(
      'no-circular',
      'Two modules that need each other are one, or miss a third.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    arrow('not-found', 'An import that resolves to nothing.', { pathNot: TESTS }, { couldNotResolve: true }),
    arrow(
      'domain-imports-nothing',
      'What may happen depends on nothing outside itself.',
      { path: '^src/domain/', pathNot: TESTS },
      { pathNot: '^src/domain/' },
    ),
    arrow(
      'projections-import-the-domain-only',
      'What the history means depends on events alone: the same fold must run anywhere. A digest is as much a function of its text as any other.',
      { path: '^projections/', pathNot: TESTS },
      { pathNot: '^((projections|src/domain)/|(node:)?crypto$)' },
    ),
    arrow('stores-know-no-work', 'A store serves whoever comes.', { path: STORES, pathNot: TESTS }, { path: [WORK, EDGE, TOP] }),
    arrow(
      'log-knows-no-views',
      'The log does not know that anybody reads it.',
      { path: '^src/event-log/', pathNot: TESTS },
      { path: '^(src/view-store|projections)/' },
    ),
    arrow(
      'views-know-no-log',
      'A view store takes documents, from whatever log.',
      { path: '^src/view-store/', pathNot: TESTS },
      { path: '^src/event-log/' },
    ),
    arrow(
      'sqlite-knows-nobody',
      'One small file around the driver.',
      { path: '^src/sqlite/', pathNot: TESTS },
      { path: '^(src/(?!sqlite/|domain/kernel/)|projections/)' },
    ),
    arrow(
      'work-knows-no-edge',
      'What is done does not depend on who asks.',
      { path: WORK, pathNot: TESTS },
      { path: [EDGE, TOP] },
    ),
    arrow('edge-knows-no-top', 'The programs put the edge together.', { path: EDGE, pathNot: TESTS }, { path: TOP }),
    arrow(
      'commands-read-no-views',
      'Nothing reads a view to decide a command.',
      { path: '^src/commands/', pathNot: TESTS },
      { path: '^(src/view-store|src/queries|projections)/' },
    ),
    arrow(
      'engines-are-wired-in-one-place',
      'Everybody else works with the contracts.',
      {
        path: '^(src|projections)/',
        pathNot: ['^src/(event-log|view-store|app)/', '^src/(privacy/store|access/sessions)/mongodb/', TESTS],
      },
      { path: '^src/(event-log|view-store)/(embedded|eventstoredb|mongodb)/' },
    ),
    arrow(
      'eventstoredb-in-its-room',
      'Nothing outside knows EventStoreDB.',
      { path: '^(src|projections)/', pathNot: ['^src/event-log/', TESTS] },
      { path: 'node_modules/@eventstore/' },
    ),
    arrow(
      'mongodb-in-its-room',
      'Nothing outside of the engines knows MongoDB: the views’, and beside them those of texts and sessions.',
      { path: '^(src|projections)/', pathNot: ['^src/view-store/', '^src/(privacy/store|access/sessions)/mongodb/', TESTS] },
      { path: 'node_modules/(mongodb|bson)/' },
    ),
    arrow(
      'libsql-in-its-room',
      'So that node:sqlite can take its place.',
      { path: '^(src|projections)/', pathNot: ['^src/sqlite/', TESTS] },
      { path: 'node_modules/(@libsql|libsql)/' },
    ),
    arrow(
      'no-tests-in-the-program',
      'What ships does not lean on tests.',
      { path: '^(src|projections)/', pathNot: TESTS },
      { path: TESTS },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
