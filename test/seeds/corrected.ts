import { App, Chart } from 'cdk8s';
import { GitRepository, IGitRepository, Kustomization, KustomizationProps } from '../../src';

/** What the library writes besides: a manifest without it behaves worse. */
export const ADDED = {
  /** After a failure Flux would wait the whole interval. */
  retryInterval: '5m',
  /** Flux would give up only after the interval. */
  timeout: '5m',
};

/**
 * A spec of a document with what is wrong or left out in it, field by field.
 *
 * @param spec as the document has it
 * @param changes what is right instead; `undefined` removes a field
 */
export function corrected(spec: object, changes: object): object {
  return Object.fromEntries(Object.entries({ ...spec, ...changes }).filter(([, value]) => value !== undefined));
}

/** What the last construct writes that `define` adds to a chart of a namespace. */
export function written(namespace: string, define: (chart: Chart) => unknown): any {
  const chart = new Chart(new App(), 'production', { namespace });
  define(chart);
  return chart.toJson().at(-1);
}

/** A Kustomization of a Git repository that is defined elsewhere, after others of the same kind. */
export function kustomization(
  id: string,
  { namespace = 'flux-system', source = 'flux-system', after = [], ...props }: KustomizationOf,
): any {
  return written(namespace, (chart) => {
    const git: IGitRepository = GitRepository.fromGitRepositoryName(chart, 'source', source);
    const dependsOn = after.map((name) => {
      const [first, second] = name.split('/');
      return Kustomization.fromKustomizationName(chart, `after-${first}-${second ?? ''}`, second ?? first, second && first);
    });
    return new Kustomization(chart, id, { source: git, dependsOn, ...props });
  });
}

/** What a test says about a Kustomization. */
export interface KustomizationOf extends Omit<KustomizationProps, 'source' | 'dependsOn'> {
  /** Name of the Git repository. */
  readonly source?: string;
  /** Names of those it waits for, as `name` or `namespace/name`. */
  readonly after?: string[];
}

/** A Kustomization as a whole object. */
export const kustomizationOf = (name: string, namespace: string, spec: object) => ({
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  metadata: { name, namespace },
  spec,
});

/** A source as a whole object. */
export const sourceOf = (kind: string, name: string, namespace: string, spec: object) => ({
  apiVersion: 'source.toolkit.fluxcd.io/v1',
  kind,
  metadata: { name, namespace },
  spec,
});
