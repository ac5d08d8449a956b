import { Construct } from 'constructs';
import { compareText } from '../primitives/compare';
import { escapeRegex } from '../primitives/escape-regex';
import { makeRoom } from '../primitives/room';
import { Cluster } from './cluster';
import { SopsRecipients } from './sops-recipients';

/** The file by which `sops` knows for whom it encrypts. */
const FILE = '.sops.yaml';

/**
 * Writes `.sops.yaml` at the root of the tree: a rule an environment, for the directories of its name and of its clusters. `sops` compares
 * the path from there, so that nothing in front of it, and no directory of the same name elsewhere, can match.
 */
export class SopsConfig extends Construct {
  constructor(app: Construct, recipients: SopsRecipients) {
    super(app, FILE);
    makeRoom(this, {
      directory: '',
      listed: false,
      files: () => new Map([[FILE, { creation_rules: this.rules(recipients) }]]),
    });
  }

  private rules({ byEnvironment, encryptedRegex, directory }: SopsRecipients): unknown[] {
    const clusters = this.node.root.node.findAll().filter((construct) => Cluster.isCluster(construct)) as Cluster[];
    return [...byEnvironment]
      .sort(([a], [b]) => compareText(a, b))
      .map(([environment, keys]) => {
        const own = clusters.filter((cluster) => cluster.environment === environment).map(({ node }) => node.id);
        // The directory of an environment is never that of a cluster of another one that has its name.
        const names = [environment, ...own.filter((id) => !byEnvironment.has(id))];
        return {
          path_regex: `^${escapeRegex(directory)}/(${names.sort(compareText).map(escapeRegex).join('|')})/.*\\.ya?ml$`,
          encrypted_regex: encryptedRegex,
          age: keys.join(','),
        };
      });
  }
}
