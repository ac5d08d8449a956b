import * as fc from 'fast-check';
import { Manifest } from '../../../src/manifests/manifest';
import { isSemverRange } from '../../../src/primitives/semver-range';
import { releaseNamespaceOf, releaseNameOf, storageNamespaceOf } from '../../../src/verification/helm-release';
import { admitsPreReleases, isUnbounded } from '../../../src/verification/version-constraint';
import { anyRanges, HARD_RANGES, VERSIONS } from '../../cases/versions';
import { Oracle } from '../ask';
import { Tally } from '../proof';

/** A text is a range of versions exactly when Masterminds/semver reads it, and what we say of a range holds there. */
export async function proveRangesAlike(oracle: Oracle, seed: number, count: number): Promise<Tally> {
  const tally = new Tally('text alike: ranges of versions are read as by Masterminds/semver');
  const ranges = [...new Set([...HARD_RANGES, ...fc.sample(anyRanges, { numRuns: count, seed })])];
  const answers = await oracle.ask(ranges.map((range) => ({ kind: 'semver', range, versions: VERSIONS })));
  ranges.forEach((range, index) => {
    const { error, takes } = answers[index] as { error?: string; takes?: boolean[] };
    tally.note(error === undefined ? 'a range there' : 'no range there');
    if (isSemverRange(range) !== (error === undefined)) {
      if (/\d{20}/.test(range))
        return tally.differ('refused here: a number beyond 64 bits, which is not looked at there behind a wildcard');
      if (/\s-\s/.test(range)) return tally.differ('a range of two versions with something beside it is mangled there');
      if (/(^|[^|])\|([^|]|$)/.test(range)) return tally.differ('refused here: a single |, which is read over there behind a wildcard');
      return tally.disagree(JSON.stringify(range), isSemverRange(range), error ?? 'a range');
    }
    // Which single versions a range takes is not asked of ours: two statements about it are.
    const finals = VERSIONS.flatMap((version, at) => (version.includes('-') ? [] : [takes?.[at]]));
    const previews = VERSIONS.flatMap((version, at) => (version.includes('-') ? [takes?.[at]] : []));
    if (error === undefined && isUnbounded(range) && finals.includes(false))
      return tally.disagree(JSON.stringify(range), 'takes all', takes);
    if (error === undefined && previews.includes(true) && !admitsPreReleases(range) && !range.includes('-'))
      return tally.disagree(JSON.stringify(range), 'takes no pre-release', takes);
    tally.agree();
  });
  return tally;
}

const label = fc
  .string({ unit: fc.constantFrom(...'abcdefghij0123456789-'), minLength: 1, maxLength: 61, size: 'max' })
  .map((text) => `a${text}z`);

/** A release has the name that helm-controller gives it, shortened as it does, and is where it puts it. */
export async function proveReleaseNamesAlike(oracle: Oracle, seed: number, count: number): Promise<Tally> {
  const tally = new Tally('text alike: releases are named as by helm-controller');
  const optional = fc.option(label, { nil: undefined });
  const specs = fc.record({ releaseName: optional, targetNamespace: optional, storageNamespace: optional });
  const cases = fc.sample(fc.record({ name: label, namespace: label, spec: specs }), { numRuns: count, seed });
  const objects = cases.map(({ name, namespace, spec }) => ({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name, namespace },
    spec: JSON.parse(JSON.stringify(spec)),
  }));
  const answers = await oracle.ask(objects.map((object) => ({ kind: 'releaseName', object })));
  objects.forEach((object, index) => {
    const release = new Manifest(object, { origin: undefined! });
    const ours = { name: releaseNameOf(release), namespace: releaseNamespaceOf(release), storage: storageNamespaceOf(release) };
    const { name, namespace, storage } = answers[index];
    tally.note(/-[0-9a-f]{12}$/.test(name) && name.length === 53 ? 'shortened' : 'as it is');
    if (ours.name === name && ours.namespace === namespace && ours.storage === storage) tally.agree();
    else tally.disagree(JSON.stringify(object), ours, answers[index]);
  });
  return tally;
}
