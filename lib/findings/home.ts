// Generated from package.json by `npm run generate`.

/** Address of the repository. */
export const home = 'https://github.com/lightbound-dev/lightbound';
