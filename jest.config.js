// ESM under jest needs `js` first: the mapper below also sees imports inside node_modules, where .js files are meant.
export default {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/global-setup.mjs',
  // Enough for a machine that does other things as well: what has to be quick says how quick by itself.
  testTimeout: 60_000,
  // What needs a browser is run by `npm run test:browser`.
  testMatch: ['<rootDir>/test/!(browser)/**/*.spec.ts', '<rootDir>/src/**/*.spec.ts', '<rootDir>/projections/**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['js', 'mjs', 'cjs', 'ts', 'json', 'node'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // Not what the build makes of web/: tests read audits drawn by it.
  modulePathIgnorePatterns: ['<rootDir>/dist/(src|projections)/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        // Beside the code: in it, they are most of what is read and hashed for each module of each test file.
        sourceMaps: true,
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
      },
    ],
  },
};
