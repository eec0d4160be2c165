/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/build/'],
  // Types are checked by `npm run types`; here each file is only transpiled.
  transform: { '^.+[.]ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.json' }] },
  maxWorkers: 2,
  testTimeout: 20_000,
  // Only `npm run coverage` measures. The thresholds are what was reached when they were set, rounded down; they only rise.
  collectCoverageFrom: ['lib/model/**/*.ts', 'policies/**/*.ts'],
  coverageReporters: [['text', { skipFull: true }]],
  coverageThreshold: {
    'lib/model/': { statements: 99, branches: 98, functions: 100, lines: 100 },
    'policies/': { statements: 100, branches: 98, functions: 100, lines: 100 },
  },
};
