import { Construct } from 'constructs';
import { compareText } from '../primitives/compare';
import { makeRoom } from '../primitives/room';
import { Cluster } from './cluster';
import { SopsRecipients } from './sops-recipients';
import { escapeRegex } from '../primitives/escape-regex';

/** The file by which `sops` knows for whom it encrypts. */
const FILE = '.sops.yaml';

/** Writes `.sops.yaml` at the root of the tree: a rule an environment, for the files in a directory of its name or of one of its clusters. */
export class SopsConfig extends Construct {
  constructor(app: Construct, recipients: SopsRecipients) {
    super(app, FILE);
    makeRoom(this, {
      directory: '',
      listed: false,
      files: () => new Map([[FILE, { creation_rules: this.rules(recipients) }]]),
    });
  }

  private rules({ byEnvironment, encryptedRegex }: SopsRecipients): unknown[] {
    const clusters = this.node.root.node.findAll().filter((construct) => Cluster.isCluster(construct)) as Cluster[];
    return [...byEnvironment]
      .sort(([a], [b]) => compareText(a, b))
      .map(([environment, keys]) => {
        const own = clusters.filter((cluster) => cluster.environment === environment).map(({ node }) => node.id);
        const directories = [...new Set([environment, ...own])].sort(compareText).map(escapeRegex);
        return {
          path_regex: `(^|/)(${directories.join('|')})/.*\\.ya?ml$`,
          encrypted_regex: encryptedRegex,
          age: keys.join(','),
        };
      });
  }
}
