import { Kind } from '../../../manifests/kind';
import { Field, Manifest } from '../../../manifests/manifest';
import { Template } from '../../../manifests/resource-set/render-template';
import { functionNames } from '../../../manifests/resource-set/template-functions';
import { TemplateError, UnknownFunction } from '../../../manifests/resource-set/template-nodes';
import { printGoYaml } from '../../../manifests/substitution/print-go-yaml';
import { isTypingError } from '../../../verification/evidence';
import { Finding } from '../../../verification/finding';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { templateProblemIn } from '../../../primitives/commit-template';
import { fieldWhere, ResourceSet, resourceSetsIn, templatesOf } from '../resource-sets';

/** A template that the operator cannot read. */
export class InvalidTemplate implements IRule {
  public readonly meta: RuleMeta = {
    id: 'invalid-template',
    severity: Severity.ERROR,
    summary: 'A template cannot be read, calls a function that there is not, or becomes something that is no object.',
    why:
      'The operator reads a template of a ResourceSet before it fills in any input, and then what it has become. Where that fails the ' +
      'ResourceSet is Stalled with BuildFailed, and none of its objects is applied. It has the functions of Go and of slim-sprig but for ' +
      'those that read the time, the environment or random numbers, and inputs, slugify, toYaml and mustToYaml. The message of an ' +
      'ImageUpdateAutomation is read when there is something to commit, and nothing is committed where that fails.',
    fix: 'Correct the template as the message says.',
    references: [
      'https://fluxoperator.dev/docs/crd/resourceset/#templating',
      'https://go-task.github.io/slim-sprig/',
      'https://fluxcd.io/flux/components/image/imageupdateautomations/#message-template',
    ],
    kinds: [Kind.RESOURCE_SET, Kind.IMAGE_UPDATE_AUTOMATION],
  };

  public check({ manifests }: RuleContext): Finding[] {
    const sets = manifests.ofKind(Kind.RESOURCE_SET);
    return [
      ...sets.flatMap((set) => templatesOf(set).flatMap(({ field }) => findingOf(set, field) ?? [])),
      ...resourceSetsIn(manifests).flatMap((set) => [...noObjects(set), ...notEvaluated(set)]),
      ...manifests.ofKind(Kind.IMAGE_UPDATE_AUTOMATION).flatMap(ofMessage),
    ];
  }
}

/** Templates that can be read, and become what is no YAML or no object. */
function noObjects({ manifest, expansion }: ResourceSet): Finding[] {
  return expansion.problems
    .filter(({ kind }) => kind === 'bad-yaml')
    .map(({ path, message }) => new Finding(manifest.root._in(path), `what a template of ${manifest} becomes is no object: ${message}`));
}

/** Templates that ask for what is not in their values. An input that is missing has a rule of its own. */
function notEvaluated({ manifest, expansion }: ResourceSet): Finding[] {
  return expansion.problems
    .filter(({ kind, message }) => kind === 'template-error' && NO_VALUE.test(message))
    .map(({ path, message }) => {
      const isOfDot = (text: string): boolean => DOT_INPUTS.test(text);
      const field = fieldWhere(manifest.root._in(path), isOfDot);
      const part = linesOf(field).find(isOfDot);
      const fix =
        part === undefined ? undefined : 'Write inputs without a dot before it: it is a function, and a template has no other values.';
      return new Finding(field, `a template of ${manifest} cannot be evaluated: ${message}`, { part, fix });
    });
}

const NO_VALUE = /^(?:nil data|map has no entry|can't evaluate field|range can't iterate)/;
const DOT_INPUTS = /<<[^>]*[\s(<][.$]\.?inputs\b/;

function ofMessage(automation: Manifest): Finding[] {
  const template = automation.at('spec', 'git', 'commit', 'messageTemplate');
  const problem = templateProblemIn(template.text() ?? '');
  return problem === undefined ? [] : [new Finding(template, `the commit message of ${automation} cannot be read: ${problem}`)];
}

function findingOf(set: Manifest, template: Field): Finding | undefined {
  const error = errorIn(template.text() ?? printGoYaml(template.value));
  if (!error) return undefined;
  if (error instanceof UnknownFunction) return unknownFunction(set, template, error);
  const isMeant = (text: string): boolean => errorIn(text)?.message === error.message;
  const field = fieldWhere(template, isMeant);
  const part = linesOf(field).find((line) => !BLOCK.test(line) && isMeant(line));
  return new Finding(field, `a template of ${set} cannot be read: ${error.message}`, { part });
}

/** Where an end is missing, or is too much, any block may be meant. */
const BLOCK = /<<-?\s*(?:if|with|range|else|end)\b/;

function linesOf(field: Field): string[] {
  return (field.text() ?? '').split('\n').map((line) => line.trim());
}

function unknownFunction(set: Manifest, template: Field, { functionName }: UnknownFunction): Finding {
  const call = new RegExp(`<<[^>]*(?<![\\w.$"])${functionName}(?![\\w"])`);
  const field = fieldWhere(template, (text) => call.test(text));
  const near = functionNames().find((name) => isTypingError(name, functionName));
  return new Finding(field, `a template of ${set} calls ${functionName}, a function that the operator does not have`, {
    part: linesOf(field).find((line) => call.test(line)),
    fix: near === undefined ? 'Use another function, or an input that holds what it would give.' : `Did you mean ${near}?`,
  });
}

/** Why the operator cannot read a text. What only this reader does not understand is no error. */
function errorIn(text: string): TemplateError | undefined {
  if (!text.includes('<<')) return undefined;
  try {
    new Template(text);
    return undefined;
  } catch (error) {
    return error instanceof TemplateError ? error : undefined;
  }
}
