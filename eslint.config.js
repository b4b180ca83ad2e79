import tseslint from 'typescript-eslint';

/** The rules that find mistakes; how code looks is prettier's business, and who may import whom is dependency-cruiser's. */
export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'data/', 'coverage/', 'schema/events/', 'web/src/api/schema-types.d.ts'] },
  {
    files: ['src/**/*.ts', 'projections/**/*.ts', 'schema/*.ts', 'test/**/*.ts', 'bench/**/*.ts', 'web/**/*.{ts,tsx}'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A rejection that nobody awaits ends the process, or is never seen.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      // The compiler keeps an import that is only a type when it looks like a value: a cycle or a heavy package for nothing.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // `noUncheckedIndexedAccess` asks for assertions where a loop's bounds already say it.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // An implementation of an asynchronous contract may have nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        // Nullish: `noUncheckedIndexedAccess` makes every indexed value one.
        { allowNumber: true, allowBoolean: true, allowNullish: true },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'AbortSignal', property: 'any', message: 'On Node 22 it may never come: use src/any-signal.ts.' },
      ],
      eqeqeq: 'error',
      'no-console': 'error',
      'prefer-const': 'error',
      'max-lines': ['error', { max: 300 }],
    },
  },
  {
    // Class decorators of NestJS read constructor types at run time, and JSON in tests is what the test says it is.
    files: ['test/**/*.ts', '**/*.spec.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // Subjects of a suite are taken apart in its first line; they are closures, not methods.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      'no-console': 'off',
      'no-restricted-imports': ['error', { name: 'fast-check', message: 'test/support/properties.ts bounds its searches.' }],
    },
  },
  { files: ['test/support/properties.ts'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['src/graphql/**/*.ts'],
    ignores: ['src/graphql/kit/answers.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          name: '@nestjs/graphql',
          importNames: ['Query', 'ResolveField'],
          message: 'Those of kit/answers.ts hold what is returned against the type that is declared.',
        },
      ],
    },
  },
);
