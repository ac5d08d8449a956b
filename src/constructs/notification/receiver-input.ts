import { IConstruct } from 'constructs';
import { FluxVersion } from '../../primitives/flux-version';
import { InputError } from '../../primitives/input-error';
import { requireVersion } from '../require-version';
import { requireObjects } from './alert-input';
import { FluxObjects } from './flux-objects';
import { ReceiverProps } from './receiver-props';

/** Refuses what the API server refuses. */
export function requireReceiver(at: IConstruct, { type, resources }: ReceiverProps): void {
  const { oidcProviders } = type.fields;
  if (oidcProviders) {
    requireVersion(at, 'ReceiverType.genericOidc()', FluxVersion.V2_9);
    if (oidcProviders.length === 0 || oidcProviders.some(({ validations }) => validations.length === 0)) {
      throw new InputError(at, {
        prop: 'type',
        got: `ReceiverType.genericOidc(${JSON.stringify(oidcProviders).slice(1, -1)})`,
        mustBe: 'given one issuer at least, each with validations; without them everybody whom the issuer knows could call',
        fix: "ReceiverType.genericOidc({ issuerUrl, validations: [{ expression: \"claims.sub == '…'\", message: 'not our workflow' }] })",
      });
    }
  }
  requireObjects(at, 'resources', resources);
}

/** Refuses resources that a Receiver cannot look up. */
export function requireResources(at: IConstruct, resources: FluxObjects[]): void {
  if (resources.length === 0) {
    throw new InputError(at, {
      prop: 'resources',
      got: resources,
      mustBe: 'one at least; a call would wake nothing',
      fix: 'resources: [FluxObjects.of(cluster.source)]',
    });
  }
  const every = resources.find(({ name, options }) => name === '*' && Object.keys(options.matchLabels ?? {}).length === 0);
  if (!every) return;
  throw new InputError(at, {
    prop: 'resources',
    got: `FluxObjects.every('${every.kind}')`,
    mustBe: 'selected by labels, or named: a Receiver does not wake all objects of a kind',
    fix: "FluxObjects.every(…, { matchLabels: { 'app.kubernetes.io/part-of': 'flux' } })",
  });
}
