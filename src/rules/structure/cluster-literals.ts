import { Field, Manifest } from '../../manifests/manifest';
import { referencesIn } from '../../verification/references';
import { RuleContext } from '../../verification/rule-context';

/** A value of one cluster, in an object from a file that others read. */
export interface SharedLiteral {
  readonly manifest: Manifest;
  readonly field: Field;
  readonly literal: string;
}

/** One for each file and value: where the value is written first. */
export function sharedLiteralsIn(context: RuleContext): SharedLiteral[] {
  const shared = sharedFiles(context);
  if (shared.size === 0) return [];
  const domains = domainsOf(context);
  const told = new Set<string>();
  return context.manifests.manifests.flatMap((manifest) => {
    if (!shared.has(manifest.root.place.file ?? '')) return [];
    return textsIn(manifest).flatMap(({ field, text }) => {
      const literal = domains.find((domain) => endsWithDomain(text, domain)) ?? hostOf(context.cluster, text);
      if (literal === undefined) return [];
      // A patch of the cluster may have put it into an object that all have.
      const { file = '' } = field.place;
      const key = `${file} ${literal}`;
      if (!shared.has(file) || told.has(key)) return [];
      told.add(key);
      return [{ manifest, field, literal }];
    });
  });
}

/** The files that this cluster and another one read. */
function sharedFiles(context: RuleContext): Set<string> {
  const readers = context._inFleet(readersOfFiles);
  return new Set(context.files.map(({ path }) => path).filter((path) => readers.get(path)! > 1));
}

/** How many clusters read each file. */
function readersOfFiles(contexts: readonly RuleContext[]): Map<string, number> {
  return counted(contexts.map(({ files }) => files.map(({ path }) => path)));
}

/** In how many lists a text stands. */
function counted(lists: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const list of lists) for (const text of new Set(list)) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** The domains that the variables of this cluster name, and those of the others do not. */
function domainsOf(context: RuleContext): string[] {
  const clusters = context._inFleet(clustersOfDomains);
  return [...new Set(domainVariables(context))].filter((domain) => clusters.get(domain) === 1);
}

/** How many clusters have a variable with each domain. */
function clustersOfDomains(contexts: readonly RuleContext[]): Map<string, number> {
  return counted(contexts.map(domainVariables));
}

function domainVariables({ manifests }: RuleContext): string[] {
  return referencesIn(manifests)
    .for('variables')
    .filter(({ to }) => to.kind === 'ConfigMap')
    .flatMap(({ to }) => manifests.find(to)?.at('data').entries() ?? [])
    .filter(({ key }) => /domain/i.test(key))
    .flatMap((entry) => (isHost(entry.text()) ? [entry.text()!] : []));
}

function isHost(text: string | undefined): boolean {
  return text !== undefined && text.length < 254 && text.includes('.') && /^[A-Za-z0-9*.-]+$/.test(text);
}

/** The domain itself, or a host or address below it. */
function endsWithDomain(text: string, domain: string): boolean {
  const at = text.indexOf(domain);
  return at >= 0 && !/[\w-]/.test(text[at - 1] ?? '') && !/[\w-]/.test(text[at + domain.length] ?? '');
}

/** A host outside of the cluster with the name of the cluster as one of its labels. */
function hostOf(cluster: string, text: string): string | undefined {
  if (!isHost(text) || /(^|\.)(svc|local|internal|localhost)(\.|$)/.test(text)) return undefined;
  const labels = text.split('.');
  return labels.length > 2 && labels.slice(0, -1).includes(cluster) ? text : undefined;
}

/** All texts of an object as they are written, before variables are filled in. */
function textsIn(manifest: Manifest): { readonly field: Field; readonly text: string }[] {
  const found: { readonly field: Field; readonly text: string }[] = [];
  const open: { readonly steps: readonly (string | number)[]; readonly value: unknown }[] = [{ steps: [], value: manifest._unsubstituted }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { steps, value } = next;
    if (typeof value === 'string') found.push({ field: manifest.root._in(steps), text: value });
    else if (typeof value === 'object' && value !== null) {
      const entries = Array.isArray(value) ? value.map((item, index): [number, unknown] => [index, item]) : Object.entries(value);
      for (const [key, item] of entries.reverse()) open.push({ steps: [...steps, key], value: item });
    }
  }
  return found;
}
