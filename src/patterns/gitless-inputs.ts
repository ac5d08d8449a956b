import { Construct } from 'constructs';
import { requireArtifactUrl } from '../constructs/source/oci-repository';
import { Verify } from '../constructs/source/verify';
import { Environment } from '../primitives/environment';
import { InputError } from '../primitives/input-error';
import { Channel } from './channel';
import { requireTenantNamespace } from './tenant-namespace';

/** A part of the platform, or a tenant, that is delivered as an OCI artifact of its own. */
export interface GitlessUnit {
  /** Name of the unit and of its namespace. */
  readonly name: string;

  /**
   * Address of the artifact.
   *
   * @default - the registry of the fleet and the name
   */
  readonly url?: string;

  /**
   * Tag of the artifact.
   *
   * @default - the tag that the cluster follows; otherwise `latest-stable` in production, `latest` elsewhere
   */
  readonly tag?: string;

  /**
   * Directory of the artifact that is applied. `${ENVIRONMENT}` and the other variables of the cluster may be used.
   *
   * @default './'
   */
  readonly path?: string;

  /**
   * GitHub repository whose workflows sign the artifact, e.g. `acme/team-a`.
   *
   * @default - the repository of the fleet
   */
  readonly repository?: string;
}

/** The declared inputs of the ResourceSets: one set a unit, all of one form. */
export interface UnitInputs {
  readonly name: string;
  readonly url: string;
  readonly tag: string;
  readonly path: string;
  /** Regular expression of the identity that must have signed; only where signatures are checked. */
  readonly signer?: string;
}

/** What the units of a fleet have in common. */
export interface UnitDefaults {
  readonly registry: string;
  readonly repository?: string;
}

/** The inputs of a unit in one cluster. */
export function unitInputs(at: Construct, unit: GitlessUnit, defaults: UnitDefaults, runtimeInfo: Record<string, string>): UnitInputs {
  const environment = runtimeInfo.ENVIRONMENT as Environment;
  const repository = unit.repository ?? defaults.repository;
  return {
    name: unit.name,
    url: unit.url ?? `${defaults.registry}/${unit.name}`,
    tag: unit.tag ?? runtimeInfo.ARTIFACT_TAG ?? Channel.of(environment).value,
    path: fillIn(at, unit.path ?? './', runtimeInfo),
    ...(repository && { signer: environmentSigner(repository, environment).identities[0].subject }),
  };
}

/** The path of a Kustomization is not substituted by Flux, so it is filled in here. */
function fillIn(at: Construct, path: string, runtimeInfo: Record<string, string>): string {
  return path.replace(/\$\{(\w*)\}/g, (text, name: string) => {
    const value = runtimeInfo[name];
    if (value !== undefined) return value;
    throw new InputError(at, {
      prop: 'path',
      got: text,
      mustBe: `a variable of the cluster (${Object.keys(runtimeInfo).sort().join(', ')})`,
      fix: `variables: { ${name || 'NAME'}: '…' }`,
    });
  });
}

/** Production takes what was released from a tag; other clusters what was merged to main. */
export function environmentSigner(repository: string, environment: Environment, workflow?: string): Verify {
  return Verify.githubActions({ repository, workflow, ref: environment === Environment.PRODUCTION ? 'refs/tags/*' : 'refs/heads/main' });
}

/** Refuses units that could not be delivered, at the line of the program. */
export function requireUnits(at: Construct, prop: string, units: GitlessUnit[]): void {
  const names = new Set<string>();
  for (const { name, url } of units) {
    requireTenantNamespace(at, `${prop}.name`, name);
    if (url !== undefined) requireArtifactUrl(at, `${prop}.url`, url);
    if (names.has(name)) {
      throw new InputError(at, { prop, got: name, mustBe: 'named once each; two of one name share a namespace', fix: `name: '${name}-2'` });
    }
    names.add(name);
  }
}
