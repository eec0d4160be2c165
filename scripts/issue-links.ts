import { helpAddress } from '../lib/findings/help-address';
import { home } from '../lib/findings/home';

/** Text of `.github/ISSUE_TEMPLATE/config.yml`: GitHub takes no relative links there. */
export const issueLinks = (): string => `# Generated from package.json by \`npm run generate\`.
blank_issues_enabled: true
contact_links:
  - name: A vulnerability
    url: ${home}/security/advisories/new
    about: Report it privately, not as an issue. SECURITY.md says what counts as one.
  - name: What to declare
    url: ${helpAddress('docs/facts.md')}
    about: A finding that is undetermined says what to declare; this page says how.
`;
