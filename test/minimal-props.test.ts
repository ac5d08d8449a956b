import { Severity } from '../src';
import { findingLine } from './support/findings';
import { MINIMAL, minimalApp } from './support/minimal';

/** What is found about a construct with minimal props, beside what is found about the cluster and the layer that it stands in. */
function findingsAbout(name: string): string[] {
  return minimalApp(name)
    .verify()
    .filter(({ severity }) => severity !== Severity.INFO)
    .map(findingLine);
}

/** Only its owner knows who signs an artifact. */
const unsigned = (object: string, place: string) =>
  `warning[unverified-artifact] ${object} does not verify who signed it @ ${place} (spec.verify)`;

const GITLESS = [
  "warning[unverified-artifact] FluxInstance flux-system/flux does not verify who signed the artifact of its sync @ FluxInstance 'fleet/x/flux-system/flux' (spec.sync)",
  unsigned('OCIRepository team-b/team-b', "ResourceSet 'fleet/x/flux-system/gitless/tenants/resource-set'"),
];

/** What only the user can supply, by construct. Everything else is a default that we give. */
const ACCEPTED: Record<string, string[]> = {
  GitlessCluster: GITLESS,
  GitlessFleet: GITLESS,
  HelmReleaseFromOci: [unsigned('OCIRepository apps/x', "OciRepository 'production/web/x/source'")],
  LayeredCluster: [unsigned('OCIRepository x/x', "OciRepository 'x/apps/x/source'")],
  OciRepository: [unsigned('OCIRepository apps/x', "OciRepository 'production/web/x'")],
  // Where a team may fetch from is known to nobody but its platform.
  TenantSpace: [
    "warning[sources-not-restricted] no admission policy limits where the sources of tenant 'x' come from @ Namespace 'production/web/x/namespace' (metadata.name)",
  ],
};

test('the table names constructs that there are', () => {
  expect(Object.keys(ACCEPTED).filter((name) => !(name in MINIMAL))).toEqual([]);
});

test.each(Object.keys(MINIMAL))('%s with minimal props has no error, and no warning but those that only the user can correct', (name) => {
  expect(findingsAbout(name)).toEqual(ACCEPTED[name] ?? []);
});
