import { configDefaults, defineConfig } from 'vitest/config';

/** `npm run test:long`. */
const LONG = process.env.TEST_LONG !== undefined;

export default defineConfig({
  test: {
    globalSetup: './test/global-setup.mjs',
    // Node's own loader runs the sources, as it does for every process that a test starts, and a worker keeps what it has loaded:
    // with a module graph anew for each file, loading the application would be nine tenths of the time.
    pool: 'forks',
    isolate: false,
    execArgv: ['--import', './test/compiled-sources.mjs', '--import', './test/no-leak-warnings.mjs'],
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // One more than the usual two cores: many a test waits for a process that it has started.
    maxWorkers: 3,
    // Enough for a machine that does other things as well: what has to be quick says how quick by itself.
    testTimeout: LONG ? 900_000 : 300_000,
    hookTimeout: 300_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'rapport',
          include: ['test/**/*.spec.ts', 'src/**/*.spec.ts', 'projections/**/*.spec.ts'],
          exclude: [...configDefaults.exclude, 'test/browser/**'],
        },
      },
      // `npm run test:servers`: every file whose tests, or some of them, need a server. One at a time: they share it.
      {
        extends: true,
        test: {
          name: 'servers',
          fileParallelism: false,
          // A run of several projects needs it, as they have other numbers of workers.
          sequence: { groupOrder: 1 },
          include: [
            'test/contract/access/sessions.spec.ts',
            'test/contract/live-views.spec.ts',
            'test/contract/privacy/*.spec.ts',
            'test/contract/view-store/{bookkeeping,finding,large,refusing,two-writers,writing}.spec.ts',
            'test/{contract,fault}/event-log/*{esdb,eventstoredb}.spec.ts',
            'test/fault/view-store/mongodb.spec.ts',
            'test/fault/app/{killed-server,lost-servers}*.spec.ts',
            'test/e2e/app/*.spec.ts',
          ],
        },
      },
      // `npm run test:browser`.
      { extends: true, test: { name: 'browser', include: ['test/browser/*.spec.ts'] } },
    ],
  },
});
