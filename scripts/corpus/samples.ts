/** Every sample of Flux, through the generated bindings and through the constructs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { differencesOf, idleDifferences, KubernetesObject, withDifferences } from './compare';
import { SAMPLE_CONSTRUCTS, SampleConstruct } from './sample-constructs';
import * as library from '../../src';

type Binding = new (scope: Chart, id: string, props: KubernetesObject) => ApiObject;

const { source, kustomize, helm, image, notification } = library;
const BINDINGS: readonly Readonly<Record<string, unknown>>[] = [source, kustomize, helm, image, notification];

/** Problems with the samples of a directory; what is found about each object goes to the console. */
export function checkSamples(directory: string): string[] {
  const problems: string[] = [];
  const spoken = new Set<string>();
  for (const file of readdirSync(directory).sort()) {
    const objects: KubernetesObject[] = parseAllDocuments(readFileSync(join(directory, file), 'utf8')).map((document) => document.toJS());
    for (const object of objects) {
      const name = `${object.kind}/${object.metadata.name}`;
      spoken.add(name);
      const { found, said } = object.apiVersion === 'v1' ? plainObject(object) : checkObject(name, object);
      console.log(`samples/${file}: ${name}: ${said}`);
      problems.push(...found.map((problem) => `samples/${file}: ${name}: ${problem}`));
    }
  }
  const unused = Object.keys(SAMPLE_CONSTRUCTS).filter((name) => !spoken.has(name));
  return [...problems, ...unused.map((name) => `samples: ${name} is in no sample; remove its construct`)];
}

interface Verdict {
  readonly found: readonly string[];
  readonly said: string;
}

/** Flux has no binding for what Kubernetes itself defines, and a Secret in a tree is refused anyway. */
function plainObject({ kind }: KubernetesObject): Verdict {
  const found = kind === 'Secret' ? [] : ['an object of Kubernetes itself that is no Secret is not expected here'];
  return { found, said: 'left out: a Secret in plain text has no place in a tree' };
}

function checkObject(name: string, object: KubernetesObject): Verdict {
  const binding = throughBinding(object).map((problem) => `binding: ${problem}`);
  const sample = SAMPLE_CONSTRUCTS[name];
  if (!sample) return { found: [...binding, 'no construct says it'], said: 'no construct' };
  const { found, said } = sample.refused === undefined ? throughConstruct(object, sample) : refusedByConstruct(sample);
  return { found: [...binding, ...found], said: `${binding.length === 0 ? 'equal' : 'not equal'} by the binding; ${said}` };
}

function throughBinding(object: KubernetesObject): string[] {
  // cdk8s writes an acronym as a word.
  const className = object.kind.replace(/^OCI/, 'Oci');
  const Class = BINDINGS.map((module) => module[className]).find((member) => typeof member === 'function') as Binding | undefined;
  if (!Class) return [`there is no class ${className}`];
  const { apiVersion: _apiVersion, kind: _kind, ...props } = object;
  return differencesOf(object, new Class(newChart(), 'sample', props).toJson());
}

function throughConstruct(object: KubernetesObject, { define, differences = [] }: SampleConstruct): Verdict {
  const expected = withDifferences(object, differences);
  const found = [...differencesOf(expected, define(newChart()).apiObject.toJson()), ...idleDifferences(object, differences)];
  const reasons = differences.map(({ path, reason }) => `\n    ${path}: ${reason}`).join('');
  return { found, said: differences.length === 0 ? 'equal by the construct' : `equal by the construct, but for${reasons}` };
}

function refusedByConstruct({ define, refused }: SampleConstruct): Verdict {
  try {
    define(newChart());
  } catch (error) {
    const { message } = error as Error;
    const found = message.includes(refused!) ? [] : [`the error must say '${refused}', got ${message}`];
    return { found, said: `refused by the construct:\n    ${message.replaceAll('\n', '\n    ')}` };
  }
  return { found: ['the construct must refuse it'], said: 'not refused' };
}

function newChart(): Chart {
  return new Chart(new App(), 'samples', { disableResourceNameHashes: true });
}
