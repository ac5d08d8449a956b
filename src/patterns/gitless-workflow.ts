import { Verify } from '../constructs/source/verify';
import { FluxVersion, isAtLeast } from '../primitives/flux-version';

/** What the workflow depends on. */
export interface WorkflowOptions {
  /** Address of the artifact, without a tag. */
  readonly artifact: string;
  /** Directory of the tree in the repository; empty at its root. */
  readonly directory: string;
  /** Whose signature the clusters ask for, where it is not that of the workflow itself. */
  readonly verify?: Verify;
  readonly fluxVersion: FluxVersion;
  /** The program, from the root of the repository; without it cdk8s must know. */
  readonly program?: string;
}

/** A GitHub Actions workflow that publishes the tree of a fleet. */
export function fleetWorkflow({ artifact, directory, verify, fluxVersion, program }: WorkflowOptions): string {
  const signature = signatureOf(verify, fluxVersion);
  return `name: fleet

on:
  push:
    branches: [main]
    tags: ['v[0-9]+.[0-9]+.[0-9]+']

permissions:
  contents: read
  packages: write
  id-token: write # the identity that signs

# One after the other, so that the last commit wins; a release waits for no commit, nor gives way to one.
concurrency: fleet-\${{ github.ref }}

env:
  ARTIFACT: ${artifact}
  # A commit and a release tag of one commit are published by different runs, under different identities.
  BUILD: \${{ github.run_id }}-\${{ github.run_attempt }}
  REF: \${{ github.ref_name }}
  SOURCE: \${{ github.server_url }}/\${{ github.repository }}

jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0 # with tags, to know the highest release
      - uses: actions/setup-node@v4
        with:
          node-version: 22
          cache: npm
      - uses: fluxcd/flux2/action@v2.9.4
      - uses: ${signature.setUp}

      - name: Refuse a tree that is not what the program writes
        run: |
          npm ci
          ${program ? `npx tsx ${program}` : 'npx cdk8s synth'}
        env:
          FLUX_APP_CHECK: '1'

${login(artifact)}

      - name: Push
        id: push
        run: |
          digest=$(flux push artifact "$ARTIFACT:$BUILD" \\
            --path="./${directory}" \\
            --source="$SOURCE" \\
            --revision="$REF@sha1:$GITHUB_SHA" \\
            --output=json | jq -r '.repository + "@" + .digest')
          echo "digest=$digest" >> "$GITHUB_OUTPUT"

      - name: Sign
        run: ${signature.command} "$DIGEST"
        env:
          DIGEST: \${{ steps.push.outputs.digest }}${signature.secrets.map((name) => `\n          ${name}: \${{ secrets.${name} }}`).join('')}

      - name: Release to the clusters that follow main
        if: github.ref == 'refs/heads/main'
        run: flux tag artifact "$ARTIFACT:$BUILD" --tag=latest

      - name: Promote to the clusters that follow releases
        if: github.ref_type == 'tag'
        run: |
          flux tag artifact "$ARTIFACT:$BUILD" --tag="\${REF#v}"
          git fetch --tags --quiet
          highest=$(git tag --list 'v*' --sort=-version:refname | grep -E '^v[0-9]+\\.[0-9]+\\.[0-9]+$' | head -n 1)
          # A fix of an older release must not take production back.
          if [ "$REF" = "$highest" ]; then flux tag artifact "$ARTIFACT:$BUILD" --tag=latest-stable; fi
`;
}

/** How an artifact is signed so that the clusters accept it. */
interface Signature {
  readonly setUp: string;
  readonly command: string;
  /** Secrets of the repository, by variable. */
  readonly secrets: string[];
}

function signatureOf(verify: Verify | undefined, fluxVersion: FluxVersion): Signature {
  const cosign = `sigstore/cosign-installer@v3${cosignRelease(fluxVersion)}`;
  if (verify?.provider === 'notation') return { setUp: 'notaryproject/notation-action/setup@v1', command: 'notation sign', secrets: [] };
  if (!verify?.secretName) return { setUp: cosign, command: 'cosign sign --yes', secrets: [] };
  return { setUp: cosign, command: 'cosign sign --yes --key env://COSIGN_PRIVATE_KEY', secrets: ['COSIGN_PRIVATE_KEY', 'COSIGN_PASSWORD'] };
}

/** Flux before 2.8 cannot read the signatures of cosign 3. */
function cosignRelease(fluxVersion: FluxVersion): string {
  return isAtLeast(fluxVersion, FluxVersion.V2_8) ? '' : '\n        with:\n          cosign-release: v2.6.1';
}

/** GitHub's own registry takes the token of the workflow; others need credentials of theirs. */
function login(artifact: string): string {
  const registry = artifact.slice('oci://'.length).split('/')[0];
  const [username, password] =
    registry === 'ghcr.io' ? ['github.actor', 'secrets.GITHUB_TOKEN'] : ['secrets.REGISTRY_USERNAME', 'secrets.REGISTRY_PASSWORD'];
  return `      - uses: docker/login-action@v3
        with:
          registry: ${registry}
          username: \${{ ${username} }}
          password: \${{ ${password} }}`;
}
