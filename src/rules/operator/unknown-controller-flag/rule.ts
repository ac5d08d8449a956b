import { Argument } from '../../../verification/controller-patches';
import { KINDS_OF_CONTROLLERS } from '../../../verification/controllers';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { ArgumentProblem, problemOf } from '../controller-argument';

/** A controller does not start with the arguments that it is given. */
export class UnknownControllerFlag implements IRule {
  public readonly meta: RuleMeta = {
    id: 'unknown-controller-flag',
    severity: Severity.ERROR,
    summary: 'A controller is given a flag or a feature gate that it does not have.',
    why:
      'A controller of Flux that does not know one of its flags or feature gates ends at once, and is started again for ever: nothing of ' +
      'its kinds is reconciled any more, and where it is kustomize-controller the cluster no longer takes the commit that would correct ' +
      'it. Controllers have different flags and gates, and one patch is often meant for several of them.',
    fix: 'Correct the name, or narrow the target of the patch to the controllers that have it.',
    references: ['https://fluxcd.io/flux/components/', 'https://fluxcd.io/flux/installation/configuration/'],
    kinds: KINDS_OF_CONTROLLERS,
    files: true,
  };

  public check({ controllers }: RuleContext): Finding[] {
    if (!controllers.known) return [];
    const refused = new Map<string, Refused>();
    for (const controller of controllers.installed) {
      for (const argument of controllers._argumentsOf(controller)) {
        const problem = problemOf(controller, argument.text);
        if (!problem) continue;
        // One patch may be for several controllers.
        const { field, text } = argument;
        const key = `${field.manifest} ${field.path} ${text} ${problem.reason}`;
        const known = refused.get(key);
        if (known) known.controllers.push(controller);
        else refused.set(key, { argument, problem, controllers: [controller] });
      }
    }
    return [...refused.values()].map(findingOf);
  }
}

interface Refused {
  readonly argument: Argument;
  readonly problem: ArgumentProblem;
  readonly controllers: string[];
}

function findingOf({ argument: { text, field }, problem: { effect, reason, fix }, controllers }: Refused): Finding {
  const names = controllers.join(' and ');
  const what = effect === 'does nothing for' ? `${effect} ${names}` : `${effect} ${names} from starting`;
  return new Finding(field, `${text} ${what}: ${reason}`, { severity: effect === 'keeps' ? undefined : Severity.WARNING, fix, part: text });
}
