import tseslint from 'typescript-eslint';

/** What only lib/cli may touch: everything else is given its inputs and returns its outputs. */
const machine = ['console', 'process', 'performance', 'setTimeout', 'setInterval', 'fetch'].map((name) => ({
  name,
  message: 'Only lib/cli touches environment, clock and streams.',
}));

const clock = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Only lib/cli knows the time.',
  },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Only lib/cli knows the time.' },
];

export default tseslint.config(
  {
    ignores: ['dist/', 'coverage/', 'node_modules/', 'examples/', 'test/fixtures/', '**/*.js', '**/*.cjs', '**/*.mjs'],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-param-reassign': 'error',
      'object-shorthand': 'error',
      'prefer-template': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of words.' },
      ],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { disallowTypeAnnotations: false, fixStyle: 'inline-type-imports' },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A record and an index signature say the same, and `["key"]` tells a foreign document's key from a field of ours.
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Spreading a string gives its code points, which is what is wanted here.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // Does not know that a quantity is a number.
      '@typescript-eslint/no-unsafe-unary-minus': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['lib/**/*.ts', 'policies/**/*.ts'],
    // lib/cli, and of the pack the one file that finds its facts and its version.
    ignores: ['lib/cli/**', 'lib/pack/pack-files.ts'],
    rules: {
      'no-restricted-globals': ['error', ...machine],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of words.' },
        ...clock,
      ],
    },
  },
  {
    files: ['lib/cli/**/*.ts', 'bin/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts', 'test/engines/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // Byte by byte within bounds that were checked once: a check at each byte would cost a third of the run.
    files: ['lib/documents/json/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Tables of cases and fixtures are long and plain.
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
);
