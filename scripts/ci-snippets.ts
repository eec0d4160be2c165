/** The parts of `docs/ci.md` that name the repository and its release, by the name of their region. */
export function ciSnippets(home: string, version: string): Readonly<Record<string, string>> {
  const repository = new URL(home).pathname.slice(1);
  const action = `${repository}@v${version}`;
  return {
    usual: yaml(`name: Lightbound
on: pull_request
permissions: { contents: read }
jobs:
  lightbound:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: hashicorp/setup-terraform@v3
        with: { terraform_wrapper: false }
      - run: terraform init && terraform plan -out p && terraform show -json p > plan.json
      - { uses: ${action}, with: { plans: plan.json } }`),
    github: yaml(`permissions:
  contents: read
  security-events: write # for upload-sarif
  pull-requests: write # for comment
steps:
  - uses: ${action}
    with:
      plans: |
        network/plan.json
        compute/plan.json
      facts: lightbound.yaml
      fail-on: warning
      upload-sarif: true
      comment: true`),
    gitlab: yaml(`include:
  - remote: https://raw.githubusercontent.com/${repository}/v${version}/ci/gitlab.yml
lightbound:
  extends: .lightbound
  stage: test
  needs: [plan]
  variables:
    LIGHTBOUND_PLANS: plan.json
    LIGHTBOUND_OPTIONS: --facts lightbound.yaml`),
    hook: yaml(`repos:
  - repo: ${home}
    rev: v${version}
    hooks:
      - id: lightbound`),
  };
}

const yaml = (text: string): string => `\`\`\`yaml\n${text}\n\`\`\``;
