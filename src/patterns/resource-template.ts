import { Chart, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import {
  ResourceSetSpec,
  ResourceSetSpecInputStrategyName as StrategyName,
  ResourceSetSpecSteps,
} from '../../imports/fluxcd.controlplane.io';
import { ResourceSet } from '../constructs/operator/resource-set';
import { InputError } from '../primitives/input-error';
import { FLUX_NAMESPACE } from '../primitives/kubernetes-name';
import { place } from '../primitives/placement';
import { inputText, TypedInput } from '../primitives/template-input';
import { isInTemplate, makeTemplate, showInTemplate } from '../primitives/template-scope';
import { DeclaredInputs, requireInput } from './declared-inputs';
import { InputType } from './input-type';
import { inLayer } from './helm-release-pattern';
import { ResourceTemplateProps } from './resource-template-props';
import { defineInputs } from './template-inputs';
import { objectsOfTemplate, problemsInTemplate, requireKnownInputs, requireVaryingName, TemplateObject } from './template-objects';
import { TemplateStep, TemplateStepOptions } from './template-step';
import { writeTemplate } from './template-writer';

/** Most steps that a ResourceSet may have. */
const MAX_STEPS = 20;

/**
 * Objects that are made once for each set of inputs. They are defined as everywhere else, with the template as their scope; where
 * something differs from set to set, it is made from `input()`. What comes out is a `ResourceSet`, which the Flux Operator fills in.
 *
 * @see https://fluxcd.control-plane.io/operator/resourceset/
 *
 * @example
 *
 * const template = new ResourceTemplate(this, 'teams', {
 *   inputs: [Inputs.list([{ team: 'frontend', pods: 20 }, { team: 'backend', pods: 50 }])],
 * });
 * const namespace = template.input('team');
 * new Namespace(template, namespace);
 * new ResourceQuota(template, 'quota', { namespace, hard: { pods: template.input('pods') } });
 */
export class ResourceTemplate extends Construct {
  /** Name of the ResourceSet. */
  public readonly name: string;

  /** Namespace of the ResourceSet and of its providers of inputs. */
  public readonly namespace: string;

  /** What the Flux Operator fills in. */
  public readonly resourceSet: ResourceSet;

  private readonly inputs: DeclaredInputs;
  private readonly steps: TemplateStep[] = [];
  /** An input that names can be made from; `undefined` where there is only one set. */
  private readonly example?: string;

  constructor(scope: Construct, id: string, props: ResourceTemplateProps) {
    super(scope, id);
    requireNotNested(scope, this);
    makeTemplate(this);
    if (inLayer(this)) place(this, { component: id });
    this.name = props.name ?? id;
    this.namespace = props.namespace ?? Chart.of(this).namespace ?? FLUX_NAMESPACE;

    const { name, namespace } = this;
    const { declared, sets, providers, isSeveral } = defineInputs(this, props);
    this.inputs = declared;
    if (isSeveral)
      this.example = [...declared].find(([path, { type }]) => type === InputType.TEXT && !path.startsWith('provider.'))?.[0] ?? 'id';
    this.resourceSet = new ResourceSet(this, 'resource-set', {
      ...props,
      name,
      namespace,
      inputs: sets,
      inputsFrom: providers,
      inputStrategy: props.permute ? { name: StrategyName.PERMUTE } : undefined,
      // Known at synthesis only, when everything in the template is defined.
      resources: Lazy.any({ produce: () => undefined }),
    });
    showInTemplate(this, this.resourceSet);
    this.resourceSet._late.body = () => this.renderBody();
    this.node.addValidation({ validate: () => problemsInTemplate(this) });
  }

  /**
   * The value of an input as text, for names, texts, and wherever text stands: alone, or with other text around it.
   *
   * @param name name of the input; `a.b` for what stands in a map
   */
  public input(name: string): string {
    requireInput(this, this.inputs, 'input', name);
    return inputText(name);
  }

  /**
   * The value of an input as a name: lower case letters, digits and `-`, at most 63 of them. For branches and titles.
   *
   * @param name name of the input
   */
  public slug(name: string): string {
    requireInput(this, this.inputs, 'slug', name);
    return inputText(name, 'slug');
  }

  /**
   * The value of an input as a whole number, e.g. of replicas.
   *
   * @param name name of the input
   */
  public int(name: string): any {
    requireInput(this, this.inputs, 'int', name, InputType.INT);
    return new TypedInput(name, 'int');
  }

  /**
   * The value of an input as `true` or `false`.
   *
   * @param name name of the input
   */
  public bool(name: string): any {
    requireInput(this, this.inputs, 'bool', name, InputType.BOOL);
    return new TypedInput(name, 'bool');
  }

  /**
   * The value of an input as it is: a list, a map, or anything else.
   *
   * @param name name of the input
   */
  public value(name: string): any {
    requireInput(this, this.inputs, 'value', name, InputType.VALUE);
    return new TypedInput(name, 'value');
  }

  /**
   * Adds a step. What is defined in it is applied when all that is in the steps before is healthy. With steps, nothing is defined
   * in the template itself. At most 20.
   *
   * @param name name of the step
   * @param options how long it may take
   */
  public addStep(name: string, options: TemplateStepOptions = {}): TemplateStep {
    const isTaken = this.steps.some(({ node }) => node.id === name);
    if (isTaken || this.steps.length === MAX_STEPS) {
      throw new InputError(this, {
        prop: 'addStep()',
        got: isTaken ? name : MAX_STEPS + 1,
        mustBe: isTaken ? 'a name that no other step has' : `called ${MAX_STEPS} times at most`,
        fix: isTaken ? `addStep('${name}-2')` : 'put the rest into another ResourceTemplate that depends on this one',
      });
    }
    const step = new TemplateStep(this, name, options);
    this.steps.push(step);
    return step;
  }

  private renderBody(): Pick<ResourceSetSpec, 'resources' | 'steps'> {
    const objects = objectsOfTemplate(this);
    for (const object of objects) {
      requireKnownInputs(object, this.inputs);
      requireVaryingName(object, this.example);
    }
    this.requireSteps(objects);
    const write = (some: TemplateObject[]): unknown[] =>
      some.map(({ object }) => writeTemplate(object, (path) => this.inputs.get(path)?.isWord ?? false));
    if (this.steps.length === 0) return { resources: write(objects) };
    const steps: ResourceSetSpecSteps[] = this.steps.map((step) => ({
      name: step.node.id,
      timeout: step._timeout,
      resources: write(objects.filter((object) => object.step === step)),
    }));
    return { resources: undefined, steps };
  }

  private requireSteps(objects: TemplateObject[]): void {
    const outside = this.steps.length > 0 ? objects.find(({ step }) => step === undefined) : undefined;
    if (outside) {
      throw new InputError(this, {
        prop: `${outside.object.kind} ${outside.object.metadata.name}`,
        got: 'the template itself',
        mustBe: 'defined in a step, as soon as a template has one',
        fix: `define it in the step '${this.steps[0].node.id}'`,
      });
    }
    const empty = this.steps.find((step) => !objects.some((object) => object.step === step));
    if (objects.length > 0 && !empty) return;
    throw new InputError(empty ?? this, {
      prop: 'its objects',
      got: [],
      mustBe: `one at least; ${empty ? 'the API server refuses an empty step' : 'a template without objects makes nothing'}`,
      fix: "new Namespace(template, template.input('…'))",
    });
  }
}

/** A template in a template would need inputs of both, and the operator fills in only those of the outer one. */
function requireNotNested(scope: Construct, template: Construct): void {
  if (!isInTemplate(scope)) return;
  throw new InputError(template, {
    prop: 'scope',
    got: scope.node.path,
    mustBe: 'outside of another template: the operator would fill in the inputs of the outer one only',
    fix: 'define it beside the other template, with lists of inputs that are permuted',
  });
}
