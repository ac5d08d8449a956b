import { ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A question to the oracle; its kind says what else it needs. */
export interface Question {
  readonly kind: 'artifact' | 'crds' | 'envsubst' | 'releaseName' | 'render' | 'semver' | 'substitute' | 'validate' | 'yaml';
  readonly [name: string]: unknown;
}

/** What the oracle says. With an `error`, the code that it asked refused or failed. */
export type Answer = Readonly<Record<string, any>> & { readonly error?: string };

/** The program that answers, and keeps answering until it is closed. */
export class Oracle {
  private readonly process: ChildProcess;
  private readonly waiting: ((answer: Answer) => void)[] = [];
  private failed?: (error: Error) => void;

  public constructor(binary: string) {
    this.process = spawn(binary, [], { stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: this.process.stdout! }).on('line', (line) => this.waiting.shift()?.(JSON.parse(line)));
    this.process.on('close', (code, signal) => this.failed?.(new Error(`the oracle ended with ${signal ?? `code ${code}`}`)));
    // It ends when nobody can ask it any more: also when this process is stopped.
    this.process.stdin!.on('error', () => {});
  }

  /** Asks many questions at once. The answers have the same order. */
  public async ask(questions: readonly Question[]): Promise<Answer[]> {
    const answers = new Promise<Answer[]>((resolve, reject) => {
      this.failed = reject;
      const pending = questions.map((question) => this.answerTo(question));
      void Promise.all(pending).then(resolve);
    });
    return answers.finally(() => (this.failed = undefined));
  }

  public close(): void {
    this.process.stdin!.end();
  }

  private answerTo(question: Question): Promise<Answer> {
    const answer = new Promise<Answer>((resolve) => this.waiting.push(resolve));
    this.process.stdin!.write(`${JSON.stringify(question)}\n`);
    return answer;
  }
}
