import { notAllowed } from './bad-input';
import { Command } from './command';
import { ExitCode } from './exit-code';
import { parseArguments } from './parse-arguments';

/** Scripts that ask the program itself, with `__complete`, as those of Cobra do. */
const SCRIPTS: Readonly<Record<string, (program: string) => string>> = {
  bash: (program) => `# bash completion of ${program}; put it into ~/.bashrc: source <(${program} completion bash)
__${id(program)}_complete() {
  local IFS=$'\\n' line directive words=()
  while read -r line; do
    if [[ $line == :* ]]; then directive=\${line#:}; else words+=("$line"); fi
  done < <("\${COMP_WORDS[0]}" __completeNoDesc "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  COMPREPLY=("\${words[@]}")
  if [[ \${#words[@]} -eq 0 && $directive == 16 ]]; then COMPREPLY=($(compgen -d -- "\${COMP_WORDS[COMP_CWORD]}")); fi
  if [[ \${#words[@]} -eq 0 && $directive == 0 ]]; then COMPREPLY=($(compgen -f -- "\${COMP_WORDS[COMP_CWORD]}")); fi
}
complete -o filenames -F __${id(program)}_complete ${program}
`,
  zsh: (program) => `#compdef ${program}
# zsh completion of ${program}; put it into ~/.zshrc after compinit: source <(${program} completion zsh)
_${id(program)}() {
  local line directive
  local -a words_found
  while IFS= read -r line; do
    if [[ $line == :* ]]; then directive=\${line#:}; else words_found+=("\${line%%$'\\t'*}:\${line#*$'\\t'}"); fi
  done < <("\${words[1]}" __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)
  if (( \${#words_found} )); then _describe '${program}' words_found
  elif [[ $directive == 16 ]]; then _files -/
  elif [[ $directive == 0 ]]; then _files
  fi
}
compdef _${id(program)} ${program}
`,
  fish: (program) => `# fish completion of ${program}: ${program} completion fish > ~/.config/fish/completions/${program}.fish
function __${id(program)}_complete
  set -l words (commandline -opc)
  set -l found ($words[1] __complete $words[2..-1] (commandline -ct) 2>/dev/null)
  set -l directive (string replace ':' '' -- $found[-1])
  if test (count $found) -gt 1
    printf '%s\\n' $found[1..-2]
  else if test "$directive" = 16
    __fish_complete_directories (commandline -ct)
  else if test "$directive" = 0
    __fish_complete_path (commandline -ct)
  end
end
complete -c ${program} -f -a '(__${id(program)}_complete)'
`,
};

/** Prints a script that makes a shell complete the program. */
export const completion: Command = {
  name: 'completion',
  summary: 'print a script for the completion of a shell: bash, zsh or fish',
  operands: '<shell>',
  options: [],
  examples: [{ args: 'completion bash', does: 'for ~/.bashrc: source <(cdk8s-fluxcd completion bash)' }],

  async run(args, io) {
    const parsed = parseArguments(completion, args, io);
    if (!parsed) return ExitCode.CLEAN;
    const [shell] = parsed.operands;
    if (!Object.hasOwn(SCRIPTS, shell)) throw notAllowed('the shell', shell, Object.keys(SCRIPTS));
    // A plugin is completed by Flux, so that only a name of its own is left.
    io.out(SCRIPTS[shell](io.program.replace(' ', '-')));
    return ExitCode.CLEAN;
  },
};

/** A name for functions of a shell. */
function id(program: string): string {
  return program.replace(/[^a-z0-9]/gi, '_');
}
