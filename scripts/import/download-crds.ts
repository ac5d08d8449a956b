import { loadAll } from 'js-yaml';
import type { CustomResourceDefinition } from '../../src/schemas/custom-resource-definition';
import { essence } from './crd';
import type { Pin } from './pins';

/** Fetches the pinned CRDs from the repositories on GitHub: the only part of the import that needs a network. */
export async function downloadCrds(pins: readonly Pin[]): Promise<CustomResourceDefinition[]> {
  return (await Promise.all(pins.map(downloadPin))).flat();
}

async function downloadPin({ repository, tag, kinds }: Pin): Promise<CustomResourceDefinition[]> {
  const files = [...new Set(Object.values(kinds))];
  const urls = files.map((file) => `https://raw.githubusercontent.com/${repository}/${tag}/${file}`);
  const documents = (await Promise.all(urls.map(download))).flatMap((text) => loadAll(text) as any[]);
  const crds = documents.filter((document) => document?.kind === 'CustomResourceDefinition');

  return Object.entries(kinds).map(([kind, file]) => {
    const crd = crds.find(({ spec }) => spec.names.kind === kind);
    if (crd) return essence(crd);
    throw new Error(
      `${repository}@${tag}: ${file} must define the kind ${kind}, got ${crds.map(({ spec }) => spec.names.kind).join(', ') || 'no CRD'}.` +
        "\n  fix: correct the path of the kind under 'crds' in cdk8s.yaml",
    );
  });
}

async function download(url: string): Promise<string> {
  const response = await fetch(url).catch((cause: Error) => {
    throw notDownloaded(url, String(cause.cause ?? cause));
  });
  if (!response.ok) throw notDownloaded(url, `HTTP ${response.status}`);
  return response.text();
}

function notDownloaded(url: string, reason: string): Error {
  return new Error(`could not download ${url}: ${reason}.\n  fix: without a network, npm run import -- --crds <folder>`);
}
