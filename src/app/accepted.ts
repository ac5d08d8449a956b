import { IConstruct } from 'constructs';
import { Waivers } from '../constructs/waivers';
import { Manifest } from '../manifests/manifest';
import { Waiver } from '../verification/waivers';
import { ConstructOrigin } from './construct-origin';
import { RoomManifests } from './room-manifests';

/** What a program accepts, as the judgement wants to know it. */
export function acceptedAt(construct: IConstruct, manifests: RoomManifests): Waiver[] {
  const at = new Manifest({}, { origin: new ConstructOrigin(construct) }).root;
  // What a ResourceSet makes is accepted where the set is defined.
  const definer = (manifest: Manifest) => manifests.constructOf(manifest) ?? (manifest.applier && manifests.constructOf(manifest.applier));
  const covers = (manifest: Manifest) => definer(manifest)?.node.scopes.includes(construct) ?? false;
  return (Waivers._at(construct)?._accepted ?? []).map(({ rule, reason }) => ({ rule, reason, at, covers }));
}
