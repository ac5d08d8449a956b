import { Construct, IConstruct } from 'constructs';
import { KustomizationSpecDecryption } from '../../imports/kustomize.toolkit.fluxcd.io';
import { SopsRecipients } from './sops-recipients';

const KEY = 'cdk8s-fluxcd.SopsSettings';

/** What a layer with encrypted files must know. */
export interface SopsSettings {
  /** How Flux decrypts. */
  readonly decryption: KustomizationSpecDecryption;
  /** For whom files must be encrypted; `undefined` when the program does not say. */
  readonly recipients?: SopsRecipients;
}

/** Declares the settings of everything below `app`. Must come before its first child. */
export function setSopsSettings(app: Construct, settings: SopsSettings): void {
  app.node.setContext(KEY, settings);
}

/** The settings of the fleet around a construct; `undefined` where secrets are kept in another way. */
export function sopsSettingsOf(construct: IConstruct): SopsSettings | undefined {
  return construct.node.tryGetContext(KEY);
}
