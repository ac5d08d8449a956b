import { Kind } from '../../manifests/kind';
import { Field } from '../../manifests/manifest';
import { Edit } from '../../verification/edit';
import { Address, schemeOf, withoutScheme } from './address';

/** Why a kind refuses an address. */
export interface AddressProblem {
  /** Follows the name of the object: `has …`. */
  readonly message: string;
  readonly fix: string;
  /** What certainly corrects it. */
  readonly edits?: Edit[];
}

/** Why the kind refuses the address; `undefined` when it does not. */
export function problemOf(address: Address): AddressProblem | undefined {
  return CHECKS[address.kind]?.(address);
}

const CHECKS: Readonly<Record<string, (address: Address) => AddressProblem | undefined>> = {
  [Kind.GIT_REPOSITORY]: gitProblem,
  [Kind.OCI_REPOSITORY]: ociProblem,
  [Kind.HELM_REPOSITORY]: helmProblem,
  [Kind.IMAGE_REPOSITORY]: imageProblem,
};

/** `git@host:path`, as `git clone` takes it. */
const SCP = /^([\w.-]+@)?([\w.-]+):([^/\d][^:]*)$/;

function gitProblem({ field, url }: Address): AddressProblem | undefined {
  const scheme = schemeOf(url);
  if (scheme === undefined) {
    const [, user = '', host, path] = SCP.exec(url) ?? [];
    if (host !== undefined) return replacement(field, 'has the scp form of an address', `ssh://${user}${host}/${path}`);
    return { message: 'has an address without a scheme', fix: 'Write an address that starts with https:// or ssh://.' };
  }
  if (!['http', 'https', 'ssh'].includes(scheme)) {
    return { message: `has an address with the scheme ${scheme}`, fix: 'Write an address that starts with https:// or ssh://.' };
  }
  const [, authority, path] = /^([^/[]*?):([^/\d].*)$/.exec(withoutScheme(url)) ?? [];
  // Behind a colon of the host stands a port, so the scp form cannot be mixed with a scheme. A password may follow a colon too.
  if (authority === undefined || path.split('/')[0].includes('@')) return undefined;
  return replacement(field, 'has a colon where the path starts, which is read as a port', `${scheme}://${authority}/${path}`);
}

function ociProblem({ field, url, around }: Address): AddressProblem | undefined {
  const scheme = schemeOf(url);
  if (scheme !== 'oci') {
    const message = scheme === undefined ? 'has an address without oci://' : `has an address with the scheme ${scheme}`;
    return scheme === undefined
      ? replacement(field, message, `oci://${url}`)
      : { message, fix: 'Write an address that starts with oci://.' };
  }
  const { name, version } = splitVersion(url);
  if (version === undefined) return undefined;
  const message = `has a ${version.includes(':') ? 'digest' : 'tag'} in its address`;
  // The ref of a FluxInstance is a text, and required.
  const isOrphan = field.manifest.id.qualifiedKind === Kind.OCI_REPOSITORY && around.at('ref').isEmpty() && !version.includes(':');
  if (!isOrphan) return { ...replacement(field, message, name), fix: `Write ${name}, and say the version in ref.` };
  return {
    message,
    fix: `Write ${name}, and ref.tag: ${version}.`,
    edits: [Edit.replace(field, name), Edit.add(around, 'ref', { tag: version })],
  };
}

function helmProblem({ url, around }: Address): AddressProblem | undefined {
  const scheme = schemeOf(url);
  if (scheme === undefined || !['http', 'https', 'oci'].includes(scheme)) {
    return { message: 'has an address that is neither https:// nor oci://', fix: 'Write an address that starts with https://.' };
  }
  if (scheme !== 'oci' || around.at('type').text() === 'oci') return undefined;
  return {
    message: 'has an oci:// address, which a HelmRepository of type default refuses',
    fix: 'Make it an OCIRepository with the address of the chart, and name that in chartRef.',
  };
}

function imageProblem({ field, url }: Address): AddressProblem | undefined {
  const scheme = schemeOf(url);
  const { name, version } = splitVersion(withoutScheme(url));
  if (scheme !== undefined) return replacement(field, `has an image with the scheme ${scheme}`, name);
  if (version === undefined) return undefined;
  return replacement(field, `has an image with a ${version.includes(':') ? 'digest' : 'tag'}`, name);
}

/** The name of an artifact, and the tag or digest behind it. A colon in the host starts a port. */
function splitVersion(name: string): { name: string; version?: string } {
  const slash = name.indexOf('/', name.includes('://') ? name.indexOf('://') + '://'.length : 0);
  if (slash < 0) return splitImage(name);
  const at = name.slice(slash).search(/[:@]/);
  return at < 0 ? { name } : { name: name.slice(0, slash + at), version: name.slice(slash + at + 1) };
}

/** An image of Docker Hub without a slash, e.g. `nginx:1.27`. */
function splitImage(name: string): { name: string; version?: string } {
  const at = name.includes('://') ? -1 : name.search(/[:@]/);
  return at < 0 ? { name } : { name: name.slice(0, at), version: name.slice(at + 1) };
}

function replacement(field: Field, message: string, url: string): AddressProblem {
  return { message, fix: `Write ${url}.`, edits: [Edit.replace(field, url)] };
}
