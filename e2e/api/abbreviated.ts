import type { ApiObject } from './documents';

/**
 * Fixtures of rules say of an object of a built-in kind only what their rule looks at. What Kubernetes wants besides is filled in
 * here, so that the server judges what the fixture does say.
 */
export function completed(object: ApiObject): object {
  const complete = COMPLETIONS[object.kind];
  if (!complete || !/^(apps|batch|apiextensions\.k8s\.io)\/v1$/.test(object.apiVersion)) return object;
  return { ...object, spec: complete(asMap(object.spec), object) };
}

type Map = Record<string, any>;

const COMPLETIONS: Record<string, (spec: Map, object: ApiObject) => Map> = {
  Deployment: workload,
  StatefulSet: workload,
  DaemonSet: workload,
  Job: (spec) => ({ ...spec, template: template(asMap(spec.template), { restartPolicy: 'Never' }) }),
  CronJob: (spec, object) => {
    const job = asMap(spec.jobTemplate);
    return { ...spec, jobTemplate: { ...job, spec: COMPLETIONS.Job(asMap(job.spec), object) } };
  },
  CustomResourceDefinition: (spec, { metadata: { name } }) => {
    const schema = { openAPIV3Schema: { type: 'object' } };
    const names = { plural: name.split('.')[0], kind: 'Any', ...asMap(spec.names) };
    const versions = [{ name: 'v1', served: true, storage: true }];
    return {
      group: name.slice(name.indexOf('.') + 1),
      scope: 'Namespaced',
      ...spec,
      names,
      versions: (spec.versions ?? versions).map((version: Map) => ({ schema, ...version })),
    };
  },
};

const LABELS = { app: 'abbreviated' };

function workload(spec: Map): Map {
  const isWhole = Object.keys(asMap(spec.selector)).length > 0;
  return isWhole
    ? { ...spec, template: template(asMap(spec.template), {}) }
    : { ...spec, selector: { matchLabels: LABELS }, template: template({ ...asMap(spec.template), metadata: { labels: LABELS } }, {}) };
}

function template(value: Map, more: Map): Map {
  const { containers = [], initContainers = [], ...spec } = asMap(value.spec);
  const withImage = (container: Map): Map => ({ image: 'example.com/any', ...container });
  const all = containers.length > 0 ? containers : [{ name: 'any' }];
  return { ...value, spec: { ...more, ...spec, containers: all.map(withImage), initContainers: initContainers.map(withImage) } };
}

function asMap(value: unknown): Map {
  return typeof value === 'object' && value !== null ? value : {};
}
