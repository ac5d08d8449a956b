import { Construct } from 'constructs';
import { KustomizationSpecDecryption } from '../../imports/kustomize.toolkit.fluxcd.io';
import { EncryptedFile } from '../primitives/room';
import { Cluster } from './cluster';
import { requireEncryptedFor } from './sops-recipients';
import { sopsSettingsOf } from './sops-settings';

/** What a layer does about the encrypted files in it: once there is one, Flux decrypts. */
export class LayerDecryption {
  private isNeeded = false;

  constructor(private readonly layer: Construct) {}

  /** Refuses a file that the clusters of the environment cannot decrypt. */
  public learn(file: EncryptedFile): void {
    const { environment } = Cluster.ofConstruct(this.layer);
    const recipients = sopsSettingsOf(this.layer)?.recipients;
    if (recipients) requireEncryptedFor(this.layer, file, recipients, environment);
    this.isNeeded = true;
  }

  /** What the Kustomization says; nothing without encrypted files, or where the fleet does not keep its secrets in Git. */
  public get spec(): KustomizationSpecDecryption | undefined {
    return this.isNeeded ? sopsSettingsOf(this.layer)?.decryption : undefined;
  }
}
