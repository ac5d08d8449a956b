import { IConstruct } from 'constructs';
import { Waivers } from '../constructs/waivers';
import { Manifest } from '../manifests/manifest';
import { Waiver } from '../verification/waivers';
import { ConstructOrigin } from './construct-origin';
import { RoomManifests } from './room-manifests';

/** What a program accepts, as the judgement wants to know it. */
export function acceptedAt(construct: IConstruct, manifests: RoomManifests): Waiver[] {
  const at = new Manifest({}, { origin: new ConstructOrigin(construct) }).root;
  const covers = (manifest: Manifest) => manifests.constructOf(manifest)?.node.scopes.includes(construct) ?? false;
  return (Waivers._at(construct)?._accepted ?? []).map(({ rule, reason }) => ({ rule, reason, at, covers }));
}
