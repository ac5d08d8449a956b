import { addFigures } from '../harness/figures';
import { Workplace } from '../harness/workplace';
import { proveLockdown } from './lockdown';

/** Proof 6: a locked tenancy is locked. */
async function main(): Promise<void> {
  const started = Date.now();
  const { flags, refused, objects } = await proveLockdown(new Workplace('lockdown'));
  console.log(`\nLockdown holds: kustomize-controller ${flags.join(' ')}`);
  console.log(`  ready, of the platform and its tenants: ${objects} objects`);
  for (const [rule, message] of Object.entries(refused)) console.log(`  refused as ${rule} says: ${message.trim().split('\n').pop()}`);
  console.log('  without these flags, in the same cluster, the attacks of the tenant succeed');
  addFigures('reconcile', {
    lockdown: { seconds: Math.round((Date.now() - started) / 1000), flags, refused: Object.keys(refused), objects },
  });
}

main().then(
  () => process.exit(),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
