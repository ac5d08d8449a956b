/** Lines of a GitHub Actions workflow that publishes the tree of a fleet, which stands in `directory` of the repository. */
export function fleetWorkflow(artifact: string, directory: string): string {
  const registry = artifact.slice('oci://'.length).split('/')[0];
  return `name: fleet

on:
  push:
    branches: [main]
    tags: ['v*']

permissions:
  contents: read
  packages: write
  id-token: write # the identity that signs

jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
          cache: npm
      - uses: fluxcd/flux2/action@v2.9.4
      - uses: sigstore/cosign-installer@v3

      - name: Refuse a tree that is not what the program writes
        run: |
          npm ci
          npx cdk8s synth
        env:
          FLUX_APP_CHECK: '1'

      - uses: docker/login-action@v3
        with:
          registry: ${registry}
          username: \${{ github.actor }}
          password: \${{ secrets.GITHUB_TOKEN }}

      - name: Push
        id: push
        run: |
          digest=$(flux push artifact ${artifact}:\${{ github.sha }} \\
            --path=./${directory} \\
            --source=\${{ github.repositoryUrl }} \\
            --revision=\${{ github.ref_name }}@sha1:\${{ github.sha }} \\
            --output=json | jq -r '.repository + "@" + .digest')
          echo "digest=$digest" >> "$GITHUB_OUTPUT"

      - name: Sign
        run: cosign sign --yes \${{ steps.push.outputs.digest }}

      - name: Release to the clusters that follow main
        if: github.ref == 'refs/heads/main'
        run: flux tag artifact ${artifact}:\${{ github.sha }} --tag=latest

      - name: Promote to the clusters that follow releases
        if: startsWith(github.ref, 'refs/tags/v')
        run: |
          flux tag artifact ${artifact}:\${{ github.sha }} --tag=\${{ github.ref_name }}
          flux tag artifact ${artifact}:\${{ github.sha }} --tag=latest-stable
`;
}
